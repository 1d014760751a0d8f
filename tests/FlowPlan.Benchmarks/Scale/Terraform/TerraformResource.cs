using FlowPlan.Benchmarks.Scale.Estates;

namespace FlowPlan.Benchmarks.Scale.Terraform;

/// <summary>A resource of the estate, as Terraform has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Texts">The fields that are texts.</param>
/// <param name="References">The fields that are the IDs of others.</param>
internal sealed record TerraformResource(string Name, (string Name, string Value)[] Texts, (string Name, string To)[] References)
{
    /// <summary>All, each after those that it refers to.</summary>
    public static IEnumerable<TerraformResource> Of(Estate estate) => Enumerable.Range(0, estate.Units).SelectMany(Unit)
        .Prepend(new("schema", [("title", "Scale"), ("class", "https://ns.adobe.com/xdm/context/profile")], []));

    private static IEnumerable<TerraformResource> Unit(int i) =>
    [
        new($"connection_{i}", [("name", $"Connection {i}"), ("description", "As it was"), ("data_type", "raw"), ("source_id", $"source {i}")], []),
        new($"dataset_{i}", [("name", $"Dataset {i}"), ("description", "As it was")], [("schema", "schema")]),
        new($"mapping_{i}", [("name", $"Mapping {i}"), ("first", "firstName"), ("last", "lastName"), ("full", "concat(firstName, lastName)"), ("email", "email")], [("schema", "schema")]),
        new($"source_{i}", [("name", $"Flow {i} Source")], [("connection", $"connection_{i}")]),
        new($"target_{i}", [("name", $"Flow {i} Target")], [("dataset", $"dataset_{i}"), ("schema", "schema")]),
        new($"flow_{i}", [("name", $"Flow {i}"), ("description", "As it was")], [("source", $"source_{i}"), ("target", $"target_{i}"), ("mapping", $"mapping_{i}")]),
    ];
}
