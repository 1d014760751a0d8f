using System.Text.Json.Nodes;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Ingestion;

/// <summary>What the block <c>verify</c> of a flow says.</summary>
/// <param name="Record">The record to send.</param>
/// <param name="Marker">The field that gets a value of its own each time; null for the default.</param>
/// <param name="Timeout">How long to wait for it.</param>
public sealed record VerifySettings(JsonObject Record, string? Marker, TimeSpan Timeout)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Those of a flow of a manifest.</summary>
    /// <exception cref="DiagnosticException">The flow has no such block, or it may not be verified in the environment.</exception>
    public static VerifySettings Of(Declarations declarations, ResourceAddress flow)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        if (new FlowBlocks(declarations).Find(flow, "verify") is not { } block || block["record"] is not { } record)
            throw Refused(null, $"{flow} has no block 'verify' in the manifest", "add the record to send: verify: { record: { ... } }");
        var environment = declarations.Environment.Name;
        if (block["environments"] is Node.Sequence allowed && !allowed.Items.OfType<Node.Scalar>().Any(s => s.Value.ToString() == environment))
            throw Refused(allowed.Span, $"{flow} must not be verified in environment '{environment}'", "the block 'verify' lists the environments in which its record may be sent");
        var value = record.ToValue();
        if (Secrets.In(value))
            throw Refused(record.Span, $"the record of {flow} has a secret", "use a test value: records are stored by the platform as they are sent");
        return new((JsonObject)JsonNode.Parse(ValueJson.ToJson(value, indented: false))!, (block["marker"] as Node.Scalar)?.Value.ToString(), FlowBlocks.DurationAt(block, "timeout") ?? DefaultTimeout);
    }

    private static DiagnosticException Refused(SourceSpan? span, string message, string help) => new(Diagnostic.Of(IngestionDescriptors.CannotVerify, message, span, help));
}
