using Sublarr.Infrastructure.Audit;

namespace Sublarr.Web.Features.Hooks;

/// <summary>Scripts as the audit trail names them.</summary>
internal static class ScriptAudit
{
    /// <param name="path">The script's path within the hooks folder.</param>
    public static AuditSubject Of(string path) => new("hook_script", null, path);
}
