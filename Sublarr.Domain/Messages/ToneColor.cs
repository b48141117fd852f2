namespace Sublarr.Domain.Messages;

/// <summary>The colour of a tone, for services that draw a stripe beside a message: readable on white and on black.</summary>
public static class ToneColor
{
    /// <summary>The colour as 0xRRGGBB.</summary>
    /// <param name="tone">good, warn, bad, busy or plain.</param>
    public static int Of(string tone) => tone switch
    {
        "good" => 0x27C24C,
        "warn" => 0xFFA500,
        "bad" => 0xF05050,
        "busy" => 0x74B3FF,
        _ => 0xA3ABB5,
    };

    /// <summary>The same as style sheets write it: <c>#27c24c</c>.</summary>
    /// <param name="tone">good, warn, bad, busy or plain.</param>
    public static string HexOf(string tone) => $"#{Of(tone):x6}";
}
