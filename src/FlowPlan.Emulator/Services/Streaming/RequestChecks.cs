using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>What an inlet checks of a request before it reads the messages: headers, token and size.</summary>
internal sealed class RequestChecks(EmulatorContext emulator)
{
    private const int MaxBytes = 1024 * 1024;

    /// <exception cref="ErrorReplyException">The inlet rejects the request.</exception>
    public void Check(EmulatorRequest request, Inlet inlet)
    {
        if (request.ContentType == "application/x-jackson-smile")
            throw StreamingErrors.Of(501, "inlet", "Not implemented", "The emulator does not read Smile; send application/json.");
        if (request.ContentType != "application/json")
            throw StreamingErrors.InvalidContentType();
        if (request.Body.Length > MaxBytes)
            throw StreamingErrors.Of(413, "inlet", "Payload too large", "A payload is at most 1 MB.");
        if (inlet.RequiresToken)
            CheckToken(request);
        if (request.Header("x-gw-ims-org-id") is { } organization && organization != inlet.Scope.Organization)
            throw StreamingErrors.Of(403, "authorization", "Forbidden", $"[id] The inlet does not belong to the organization {organization}");
        if (request.Header("x-sandbox-name") is { } sandbox && sandbox != inlet.Scope.Sandbox)
            throw StreamingErrors.InvalidMessage(inlet.Says($"The inlet does not belong to the sandbox {sandbox}"));
    }

    private void CheckToken(EmulatorRequest request)
    {
        var authorization = request.Header("authorization") ?? string.Empty;
        if (emulator.Tokens.Accept(authorization, emulator.Settings.AcceptAnyToken))
            return;
        var message = authorization.Length == 0 ? "[id] Ims service token is empty" : "[id] Ims service token is not valid";
        throw StreamingErrors.Of(401, "authorization", "Authorization", message);
    }
}
