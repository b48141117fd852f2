namespace Sublarr.Domain.Releases;

/// <summary>The codecs of the sound. DDP, DD+ and EAC3 are one, and so are DD and AC3.</summary>
public static class ReleaseAudio
{
    /// <summary>Dolby Digital.</summary>
    public const string DolbyDigital = "ac3";

    /// <summary>Dolby Digital Plus.</summary>
    public const string DolbyDigitalPlus = "eac3";

    /// <summary>Dolby TrueHD.</summary>
    public const string TrueHd = "truehd";

    /// <summary>Atmos, when the codec that carries it is not named.</summary>
    public const string Atmos = "atmos";

    /// <summary>DTS, and DTS-ES.</summary>
    public const string Dts = "dts";

    /// <summary>DTS-HD, Master Audio or not.</summary>
    public const string DtsHd = "dts-hd";

    /// <summary>DTS:X.</summary>
    public const string DtsX = "dts-x";

    /// <summary>AAC.</summary>
    public const string Aac = "aac";

    /// <summary>MP3.</summary>
    public const string Mp3 = "mp3";

    /// <summary>MP2.</summary>
    public const string Mp2 = "mp2";

    /// <summary>FLAC.</summary>
    public const string Flac = "flac";

    /// <summary>Opus.</summary>
    public const string Opus = "opus";

    /// <summary>Vorbis.</summary>
    public const string Vorbis = "vorbis";

    /// <summary>PCM.</summary>
    public const string Pcm = "pcm";
}
