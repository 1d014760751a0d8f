using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.StreamingIngestion;

/// <summary>Errors that concern every record, and what to do about them.</summary>
internal static class InletErrors
{
    /// <summary>The inlet refuses the request whatever the record is.</summary>
    public static ProviderException Refused(ServiceRequest call, ServiceError error, CallState state, bool sentToken)
    {
        var general = ErrorDiagnostics.Of(call, error, state);
        var help = error.Status switch
        {
            401 when sentToken => "The inlet requires authentication and rejected the access token. Check that the credential belongs to the organization of the inlet and that the token has not expired.",
            401 => "The inlet requires authentication, but 'authenticationRequired' was not set when it was applied. Run plan: it shows the change; apply it, then send again.",
            404 => "The inlet no longer exists, or its URL changed. Run plan: it shows a connection that was deleted or replaced.",
            501 => "Synchronous validation is not available at this inlet. Send without --sync-validation.",
            _ => general.Diagnostic.Help,
        };
        return new(general.Diagnostic with { Help = help }, CallEffect.None);
    }
}
