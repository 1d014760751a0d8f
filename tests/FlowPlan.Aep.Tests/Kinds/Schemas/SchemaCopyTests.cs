using System.Text.Json;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Schemas;

/// <summary>Targets of mappings are checked against the copy of a schema that is only referred to. Manifests begin on line 3.</summary>
public sealed class SchemaCopyTests
{
    private const string Id = "https://ns.adobe.com/acme/schemas/1a2b";

    private const string Resolved = """
        {
          "$id": "https://ns.adobe.com/acme/schemas/1a2b", "meta:altId": "_acme.schemas.1a2b", "title": "Members", "version": "1.4", "type": "object",
          "meta:registryMetadata": { "eTag": "e1", "xdm:lastModifiedUserId": "jane@acme.com", "repo:lastModifiedDate": 1 },
          "imsOrg": "ACME@AdobeOrg", "meta:sandboxId": "box-1", "meta:sandboxType": "production",
          "required": ["_id", "_acme"],
          "properties": {
            "_id": { "type": "string" },
            "person": { "type": "object", "properties": { "name": { "type": "object", "properties": { "firstName": { "type": "string" }, "lastName": { "type": "string" } } } } },
            "identityMap": { "type": "object", "meta:xdmType": "map", "additionalProperties": { "type": "array", "items": { "type": "object", "properties": { "id": { "type": "string" } } } } },
            "_acme": { "type": "object", "required": ["memberId"], "properties": {
              "memberId": { "type": "string" },
              "level": { "type": "string", "enum": ["gold", "silver"] },
              "cards": { "type": "array", "items": { "type": "object", "properties": { "number": { "type": "integer" } } } } } }
          }
        }
        """;

    private const string Mapping = """
        schemas: { members: { ref: REF } }
        mappings:
          m:
            schema: members
            fields:
              _id: id
              _tenant.memberId: id
              TARGET: SOURCE

        """;

    private static readonly string File = SchemaCopyFile.PathOf(ResourceAddress.Parse("schema.members"), "default");

    [TestCase("person.name.lastName", "a")]
    [TestCase("_acme.level", "a")]
    [TestCase("_tenant.level", "a")]
    [TestCase("_tenant.cards[0].number", "a")]
    [TestCase("identityMap.Email[0].id", "a")]
    [TestCase("person.nmae.lastNam", "a", "FP2532 10:14 'person' of schema.members has no field 'nmae' (did you mean 'name'?)")]
    [TestCase("persn", "a", "FP2532 10:7 schema.members has no field 'persn' (did you mean 'person'?)")]
    [TestCase("_tenant.cards.number", "a", "FP2532 10:21 '_tenant.cards' is an array (write _tenant.cards[0] for one item or _tenant.cards[*] for each)")]
    [TestCase("_tenant.level", "{ static: bronze }", "FP2535 10:7 '_tenant.level' does not take the value 'bronze' (expected one of: gold, silver)")]
    [TestCase("_tenant.cards[0].number", "{ expression: 'split(a, \",\")' }", "FP2534 10:46 '_tenant.cards[0].number' is of the type 'integer' and cannot hold an array (convert the result, or choose another target)")]
    public void Targets_are_checked_against_the_copy(string target, string source, params string[] expected) =>
        Assert.That(Check(Mapping.Replace("TARGET", target, StringComparison.Ordinal).Replace("SOURCE", source, StringComparison.Ordinal)), Is.EqualTo(expected));

    [Test]
    public void Required_fields_and_primary_identities_must_be_mapped() => Assert.That(
        Check("schemas: { members: { ref: Members } }\nmappings: { m: { schema: members, fields: { person.name.lastName: a } } }\n"),
        Is.EqualTo(new[]
        {
            "FP2542 4:13 '_id' of schema.members is required and not mapped, so that rows without it are refused (map a source to _id)",
            "FP2542 4:13 '_tenant' of schema.members is required and not mapped, so that rows without it are refused (map a source to _tenant)",
            "FP2543 4:13 '_tenant.memberId', the primary identity of schema.members, is not mapped (map a source to _tenant.memberId)",
        }));

    [Test]
    public void An_identity_that_the_manifest_gives_a_schema_must_be_mapped_too() => Assert.That(
        Check(Mapping.Replace("TARGET: SOURCE", "_tenant.level: a", StringComparison.Ordinal)
            + "descriptors: { last: { schema: members, field: person.name.lastName, identity: { namespace: Email, primary: true } } }\n"),
        Is.EqualTo(new[] { "FP2543 5:3 'person.name.lastName', the primary identity of schema.members, is not mapped (map a source to person.name.lastName)" }));

    [TestCase("Members")]
    [TestCase(Id)]
    [TestCase("_acme.schemas.1a2b")]
    public void A_schema_is_referred_to_by_its_title_or_one_of_its_ids(string reference) =>
        Assert.That(Check(Wrong("persn").Replace("REF", reference, StringComparison.Ordinal)), Has.Length.EqualTo(1).And.All.StartsWith("FP2532"));

    [TestCase("{ existing: { name: Members } }")]
    [TestCase("{ existing: { id: \"https://ns.adobe.com/acme/schemas/1a2b\" } }")]
    public void An_existing_schema_is_one_too(string block) =>
        Assert.That(Check(Wrong("persn").Replace("{ ref: REF }", block, StringComparison.Ordinal)), Has.Length.EqualTo(1).And.All.StartsWith("FP2532"));

    [TestCase("https://ns.adobe.com/acme/schemas/9f9f", "it is a copy of 'https://ns.adobe.com/acme/schemas/1a2b', another schema")]
    [TestCase("Orders", "it is a copy of 'Members', another schema")]
    public void The_copy_of_another_schema_is_not_used(string reference, string reason) => Assert.That(
        Check(Wrong("persn").Replace("REF", reference, StringComparison.Ordinal)),
        Is.EqualTo(new[] { $"FP2571 3:12 {File}, the copy of schema.members, cannot be used: {reason} (run `flowplan schemas pull members` to replace it)" }));

    [TestCase("lastName", "lastNames", "its content does not match its sha256")]
    [TestCase("\"e1\"", "\"e2\"", "its content does not match its sha256")]
    [TestCase("sha256", "sha", "its content does not match its sha256")]
    [TestCase("{", "<<<<<<< {", "it is not JSON")]
    public void A_copy_that_was_changed_or_damaged_is_not_used(string what, string by, string reason) =>
        Assert.That(Check(Wrong("persn"), Copy().Replace(what, by, StringComparison.Ordinal)).Single(), Does.Contain($"cannot be used: {reason} (run `flowplan"));

    [TestCase("[]", "it is not a JSON object")]
    [TestCase("{\"sha256\":\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"}", "it is not a copy of a schema")]
    public void Another_file_in_its_place_is_not_used(string text, string reason) =>
        Assert.That(Check(Wrong("persn"), text).Single(), Does.Contain($"cannot be used: {reason} (run `flowplan"));

    [Test]
    public void Line_ends_and_spaces_do_not_count() =>
        Assert.That(Check(Wrong("persn"), Copy().Replace("\n", "\r\n", StringComparison.Ordinal).Replace("  ", "\t", StringComparison.Ordinal)).Single(), Does.StartWith("FP2532"));

    [Test]
    public void Each_environment_has_its_own_copy()
    {
        using var folder = new ManifestFolder();
        folder[File.Replace(".default.", ".dev.", StringComparison.Ordinal)] = Copy();
        var manifest = "environments: { dev: { sandbox: dev }, prod: { sandbox: prod } }\n" + Wrong("persn").Replace("REF", "Members", StringComparison.Ordinal);
        Assert.That(folder.TryFor("dev", manifest).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP2532" }));
        Assert.That(folder.TryFor("prod", manifest).Diagnostics, Is.Empty);
    }

    [TestCase("members", "dev", "schemas/members.dev.xdm.json")]
    [TestCase("members[\"emea/..\"]", "dev", "schemas/members.emea%2F...dev.xdm.json")]
    public void The_name_of_a_copy_stays_below_its_folder(string key, string environment, string file) =>
        Assert.That(SchemaCopyFile.PathOf(new("schema", key), environment), Is.EqualTo(file));

    [Test]
    public void A_copy_tells_nothing_of_the_sandbox_and_of_who_changed_the_schema() =>
        Assert.That(Copy(), Does.Not.Contain("jane").And.Not.Contain("AdobeOrg").And.Not.Contain("box-1").And.Not.Contain("production").And.EndsWith("\n}\n"));

    [TestCase("\"lastName\": { \"type\": \"string\" }", "\"lastName\": { \"type\": \"string\" }, \"suffix\": { \"type\": \"string\" }", "+ person.name.suffix (string)")]
    [TestCase(", \"lastName\": { \"type\": \"string\" }", "", "- person.name.lastName (string)")]
    [TestCase("[\"gold\", \"silver\"]", "[\"gold\"]", "~ _tenant.level: enum [\"gold\",\"silver\"] -> [\"gold\"]")]
    [TestCase("\"required\": [\"memberId\"]", "\"required\": [\"memberId\", \"level\"]", "~ _tenant.level: required none -> true")]
    [TestCase("\"version\": \"1.4\"", "\"version\": \"1.5\"", "~ schema: version \"1.4\" -> \"1.5\"")]
    [TestCase("[\"_id\", \"_acme\"]", "[\"_acme\", \"_id\"]")]
    [TestCase("\"e1\"", "\"e2\"")]
    public void What_is_different_in_the_live_schema_is_told_by_path(string what, string by, params string[] expected)
    {
        var changed = Resolved.Replace(what, by, StringComparison.Ordinal);

        Assert.That(changed, Is.Not.EqualTo(Resolved));
        Assert.That(Read(Resolved).DifferencesTo(Read(changed)), Is.EqualTo(expected));
    }

    [Test]
    public void A_command_that_renews_copies_does_not_read_them()
    {
        using var folder = new ManifestFolder();
        folder[File] = Copy();
        folder["flowplan.yaml"] = "apiVersion: flowplan/v1\nproject: acme\n" + Wrong("persn");
        var dialect = new Aep.Dialect.AepDialect();
        var read = ManifestReader.Read(new ManifestRequest { Path = folder.Path, ReadsCopies = false }, dialect.Vocabulary, dialect.CheckValid);

        Assert.That(dialect.Expand(read.Value!).Diagnostics, Is.Empty);
    }

    private static string Wrong(string target) => Mapping.Replace("TARGET: SOURCE", target + ": a", StringComparison.Ordinal);

    private static ResolvedSchema Read(string json) => ResolvedSchema.Of(
        JsonDocument.Parse(json).RootElement, Value.Map.Of(("_tenant.memberId", Value.Map.Of(("namespace", Value.Of("Email")), ("primary", Value.Of(true))))));

    private static string Copy() => Read(Resolved).ToText();

    private static string[] Check(string manifest, string? copy = null)
    {
        using var folder = new ManifestFolder();
        folder[File] = copy ?? Copy();
        return [.. folder.Try(manifest.Replace("REF", "Members", StringComparison.Ordinal)).Diagnostics.Select(d => $"{d.Code} {d.Span?.Line}:{d.Span?.Column} {d.Message} ({d.Help})")];
    }
}
