using System.Runtime.InteropServices;
using System.Text;

namespace Sublarr.Infrastructure.Channels.Script;

/// <summary>Texts as the C library takes them: addresses that end with a null, each of a text that ends with a NUL.</summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly void* _memory;

    public NativeTexts(IReadOnlyCollection<string> texts)
    {
        var addresses = (nuint)((texts.Count + 1) * sizeof(byte*));
        var size = addresses + (nuint)texts.Sum(text => Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        _memory = NativeMemory.Alloc(size);
        var end = (byte*)_memory + size;
        var next = (byte*)_memory + addresses;
        var at = 0;
        foreach (var text in texts)
        {
            Addresses[at++] = next;
            next += Encoding.UTF8.GetBytes(text, new Span<byte>(next, (int)(end - next)));
            *next++ = 0;
        }

        Addresses[at] = null;
    }

    public byte** Addresses => (byte**)_memory;

    public void Dispose() => NativeMemory.Free(_memory);
}
