using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.AccessControl;

/// <summary>Access Control: what the credential may do in the sandbox.</summary>
internal sealed class AccessControlClient(ServiceTransport transport)
{
    private const string Service = "Access Control";
    private const string Path = "data/foundation/access-control/acl/effective-policies";
    private const string Prefix = "/permissions/";

    /// <summary>An error that names the permissions which the credential lacks; a note where the service does not tell. One call.</summary>
    /// <param name="permissions">The permissions, such as <c>manage-schemas</c>.</param>
    /// <param name="cancellationToken">Stops the wait for the answer.</param>
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(IReadOnlyCollection<string> permissions, CancellationToken cancellationToken)
    {
        if (permissions.Count == 0)
            return [];
        var body = new JsonArray([.. permissions.Select(p => JsonValue.Create(Prefix + p))]);
        try
        {
            var response = await transport.SendAsync(new ServiceRequest(Service, HttpMethod.Post, Path) { Body = body }, cancellationToken);
            if (response.Body.At("policies").ValueKind != JsonValueKind.Object)
                return [NotChecked("the answer has no policies")];
            var missing = permissions.Where(p => !response.Body.ItemsAt("policies", Prefix + p).Any()).ToList();
            return missing.Count == 0 ? [] : [Missing(missing)];
        }
        catch (ProviderException failure)
        {
            return [NotChecked(failure.Diagnostic.Message)];
        }
    }

    private static Diagnostic Missing(IEnumerable<string> permissions) => Diagnostic.Of(
        ServiceDescriptors.PermissionMissing,
        $"The credential lacks permissions that this plan needs: {string.Join(", ", permissions)}.",
        help: "Give them to a role of the credential in Adobe's Admin Console or under Permissions, or apply with --preflight=false.");

    private static Diagnostic NotChecked(string why) => Diagnostic.Of(
        ServiceDescriptors.PermissionsUnknown, $"The permissions of the credential were not checked: {why}", help: "The apply goes on; --preflight=false leaves the check out.");
}
