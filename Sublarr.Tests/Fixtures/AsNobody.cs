using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Sublarr.Tests.Fixtures;

/// <summary>Runs something as a user who owns but what was given to them, while the tests run as root: no permission refuses root anything.</summary>
internal static class AsNobody
{
    private const uint Nobody = 65534;

    // Of one thread, unlike all other calls that change the user.
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetFileSystemUser(uint id);

    /// <summary>Gives a folder and all in it to that user.</summary>
    public static void Give(string folder) => SmallDisk.Run("chown", "-R", $"{Nobody}:{Nobody}", folder).ShouldBe(0);

    public static void Run(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            var become = Marshal.GetDelegateForFunctionPointer<SetFileSystemUser>(NativeLibrary.GetExport(NativeLibrary.Load("libc.so.6"), "setfsuid"));
            become(Nobody);
            try
            {
                action();
            }
            catch (Exception exception)
            {
                thrown = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }
}
