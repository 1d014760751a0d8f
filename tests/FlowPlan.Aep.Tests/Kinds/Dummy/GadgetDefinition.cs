using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Dummy;

/// <summary>A kind of the test project: one class, one line of registration, one schema fragment. Its ids are numbers, its names ignore case.</summary>
internal sealed class GadgetDefinition(GadgetService service) : KindDefinition
{
    public override KindDescription Description { get; } = new(
        "gadget",
        "gadgets",
        [new("code", "its code"), new("id", "its id"), new("revision", "how often it was changed", ChangedByUpdate: true)],
        [new("size", FieldChangeEffect.Replace) { Consequence = "the old size is gone" }, new("label", FieldChangeEffect.Update)],
        [new("datasetId", "dataset")])
    {
        NameField = "code",
        NameComparer = StringComparer.OrdinalIgnoreCase,
        Fields = ["**"],
        IdFormat = new("of a number", text => text.All(char.IsAsciiDigit)),
        CreateBeforeDestroy = true,
    };

    public override string? NaturalKey(Value.Map fields) => fields.TextOf("code")?.ToUpperInvariant();

    public override string? DeleteConsequence(LiveObject live) => "the gadget is gone";

    public override void Read(BlockReader block, FieldBuilder fields) => fields
        .Set(block.Required("code"), block.SpanOf("code"), "code")
        .Set(block.Reference("dataset")?.To(), block.SpanOf("dataset"), "datasetId")
        .Copy(block.Body, "size")
        .Copy(block.Body, "label");

    public override void Write(LiveObject live, BlockWriter block) => block
        .Set("code", live.Fields["code"])
        .Reference("dataset")
        .Set("size", live.Fields["size"])
        .Set("label", live.Fields["label"]);

    public override IResourceOperations Connect(AepServices services) => service;
}
