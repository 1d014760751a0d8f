using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.IdentityNamespaces;

/// <summary>Identity namespaces. They are found by their code, ignoring case, and the service never deletes one.</summary>
internal sealed class IdentityNamespaceDefinition : KindDefinition
{
    /// <summary>The kind's name.</summary>
    public const string Kind = "identityNamespace";

    public override KindDescription Description { get; } = new(
        Kind,
        "identityNamespaces",
        [
            new("code", "its code, by which identities name it"),
            new("id", "the number of the namespace"),
            new("name", "its name"),
        ],
        [
            new("code", FieldChangeEffect.Refuse)
            {
                IgnoresCase = true,
                Consequence = "the code of a namespace cannot be changed, and a namespace cannot be deleted; create another one under a new key",
            },
            new("idType", FieldChangeEffect.Refuse)
            {
                IgnoresCase = true,
                Consequence = "the type of a namespace cannot be changed, and a namespace cannot be deleted; create another one under a new key",
            },
        ],
        [])
    {
        NameField = "code",
        NameComparer = StringComparer.OrdinalIgnoreCase,
        IsUsedByMany = true,
        Fields = ["code", "name", "idType", "description"],
        PublicFields = ["name", "idType"],
        IdFormat = new("of a number, such as 10230153", text => text.Length is > 0 and < 20 && text.All(char.IsAsciiDigit)),
    };

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => IdentityNamespaceDescriptors.All;

    public override string? Permission => "manage-identity-namespaces";

    public override string? NaturalKey(Value.Map fields) => fields.TextOf("code")?.ToUpperInvariant();

    public override string? KeptReason(LiveObject live) => "Identity Service cannot delete a namespace";

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        var code = block.Required("code");
        fields
            .Set(code, block.SpanOf("code"), "code")
            .Set(block.Required("name"), block.SpanOf("name"), "name")
            .Set(block.Required("idType"), block.SpanOf("idType"), "idType")
            .Copy(block.Body, "description");
        if (code is not Value.Text(var text))
            return;
        if (!IsCode(text))
            block.Diagnostics.Add(IdentityNamespaceDiagnostics.BadCode(block.SpanOf("code"), text));
        else if (StandardNamespaces.Contains(text))
            block.Diagnostics.Add(IdentityNamespaceDiagnostics.StandardCode(block.SpanOf("code"), text));
    }

    public override void Write(LiveObject live, BlockWriter block) => block
        .Set("code", live.Fields["code"])
        .Set("name", live.Fields["name"])
        .Set("idType", live.Fields["idType"])
        .Set("description", live.Fields["description"]);

    public override IResourceOperations Connect(AepServices services) => new IdentityNamespaceOperations(this, services.Identity);

    private static bool IsCode(string text) => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit);
}
