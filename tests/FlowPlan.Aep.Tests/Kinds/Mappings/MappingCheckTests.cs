using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Aep.Tests.Emulated;

namespace FlowPlan.Aep.Tests.Kinds.Mappings;

/// <summary>What is wrong with a mapping is found offline, at its place in the expression or in the path, with a suggestion. Manifests begin on line 3.</summary>
public sealed class MappingCheckTests
{
    private const string Schemas = """
        fieldGroups:
          loyalty:
            title: Loyalty
            classes: [https://ns.adobe.com/xdm/context/profile]
            fields:
              loyalty.level: { type: string, enum: [gold, silver] }
              loyalty.points: integer
              loyalty.since: date
              loyalty.active: boolean
              loyalty.memberId: { type: string, required: true }
              loyalty.tags: { type: array, items: string }
              loyalty.labels: { type: map, items: string }
        schemas:
          s:
            title: S
            class: https://ns.adobe.com/xdm/context/profile
            fieldGroups: [loyalty, https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/identitymap]
          e:
            title: E
            class: https://ns.adobe.com/xdm/context/experienceevent
            identities: { _id: { namespace: Email, primary: true } }

        """;

    /// <summary>A misspelt field, an empty step, blanks around a path, a parent together with its child, an unknown function.</summary>
    [Test]
    public void Each_fault_of_a_mapping_is_found_at_its_place_with_a_suggestion()
    {
        Assert.That(Check("""
            mappings:
              m:
                schema: s
                fields:
                  _tenant.loyalty.memberId: id
                  person.name.frstName: a
                  "person..x": b
                  " person.name.lastName ": c
                  person: d
                  person.gender: { expression: 'nwo()' }
            """), Is.EqualTo((string[])
            [
                "29:19 FP2532 'person.name' of schema.s has no field 'frstName' (did you mean 'firstName'?)",
                "30:15 FP2531 the target 'person..x' is not a path: a name is missing between two dots, or at the start or end (write names with dots between them, such as person.name.firstName)",
                "31:8 FP2531 the target ' person.name.lastName ' is not a path: it begins or ends with a blank (write names with dots between them, such as person.name.firstName)",
                "32:7 FP2541 'person' is mapped together with 'person.gender', which is a part of it (remove one of them, unless the object is copied and the field replaces a part of the copy)",
                "32:7 FP2541 'person' is mapped together with 'person.name.frstName', which is a part of it (remove one of them, unless the object is copied and the field replaces a part of the copy)",
                "33:37 FP2511 the function 'nwo' is not known (did you mean 'now'?)",
            ]));
    }

    [Test]
    public async Task Each_fault_of_a_mapping_with_many_is_found_in_its_place_with_what_was_meant()
    {
        await using var bench = await Bench.StartAsync("""
            apiVersion: flowplan/v1
            project: t
            environments: { dev: { sandbox: dev } }
            schemas: { s: { definition: { title: S, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } } }
            mappings:
              m:
                schema: s
                fields:
                  person.name.frstName: a
                  "person..x": b
                  " person.name.lastName ": c
                  person: d
                  timestamp: { expression: 'nwo()' }
                  "": e
            """);

        var found = bench.ManifestFindings().Select(d => $"{d.Code} {d.Span!.Value.Line}:{d.Span.Value.Column} {d.Message} ({d.Help})");

        Assert.That(string.Join('\n', found), Is.EqualTo("""
            FP2532 9:19 'person.name' of schema.s has no field 'frstName' (did you mean 'firstName'?)
            FP2531 10:15 the target 'person..x' is not a path: a name is missing between two dots, or at the start or end (write names with dots between them, such as person.name.firstName)
            FP2531 11:8 the target ' person.name.lastName ' is not a path: it begins or ends with a blank (write names with dots between them, such as person.name.firstName)
            FP2541 12:7 'person' is mapped together with 'person.name.frstName', which is a part of it (remove one of them, unless the object is copied and the field replaces a part of the copy)
            FP2546 13:7 schema.s has no field 'timestamp' (expected one of: _id, createdByBatchID, modifiedByBatchID, person, personID, repositoryCreatedBy, repositoryLastModifiedBy; the registry may have newer components than FlowPlan knows)
            FP2511 13:33 the function 'nwo' is not known (did you mean 'now'?)
            FP2531 14:8 the target '' is not a path: it is empty (write names with dots between them, such as person.name.firstName)
            """));
    }

    [TestCase("shaa256(lowr(email))", "FP2511 +0", "FP2511 +8")]
    [TestCase("iif(a, b", "FP2008 +3")]
    [TestCase("concat(a, b))", "FP2008 +12")]
    [TestCase("x == if", "FP2501 +5")]
    [TestCase("left(a)", "FP2502 +0")]
    [TestCase("concat(to_object(\"a\", 1, \"b\"))", "FP2502 +7")]
    [TestCase("lower([a])", "FP2503 +6")]
    [TestCase("lower(split(a, \" \"))", "FP2503 +6")]
    [TestCase("concat(\\\"a\\\")", "FP2504 +7")]
    [TestCase("date == a", "FP2512 +0")]
    [TestCase("join(\"\", split(a, \", \"))", "FP2513 +18")]
    [TestCase("iif(a = b, c, d)", "FP2514 +6")]
    [TestCase("\"a\" + b", "FP2515 +4")]
    [TestCase("\"${a}\"", "FP2516 +0")]
    [TestCase("format(now(), \"YYYY\")", "FP2517 +14")]
    [TestCase("hash(\"md5\", a)", "FP2518 +0")]
    [TestCase("iif(is_set(\"a\"), b, c)", "FP2519 +4")]
    [TestCase("coalesce(null)", "FP2520 +0")]
    [TestCase("var x = 1; x", "FP2521 +0")]
    public void A_finding_is_placed_inside_the_expression(string expression, params string[] expected)
    {
        var found = Check($"mappings:\n  m:\n    schema: s\n    fields:\n      _tenant.loyalty.memberId: id\n      person.name.firstName: {{ expression: '{expression}' }}\n");

        Assert.That(found.Select(Short), Is.EqualTo(expected.Select(e => $"29:{45 + int.Parse(e.Split('+')[1], System.Globalization.CultureInfo.InvariantCulture)} {e.Split(' ')[0]}")));
    }

    [Test]
    public void A_finding_is_placed_inside_a_folded_expression()
    {
        var found = Check("mappings:\n  m:\n    schema: s\n    fields:\n      _tenant.loyalty.memberId: id\n      person.name.firstName:\n        expression: >-\n          concat(firstName,\n          lowr(lastName))\n");

        Assert.That(found.Select(Short), Is.EqualTo((string[])["32:11 FP2511"]));
    }

    [TestCase("_tenant.loyalty.level", "'bronze'", "FP2535")]
    [TestCase("_tenant.loyalty.level", "iif(a, \"gold\", \"silvr\")", "FP2535")]
    [TestCase("_tenant.loyalty.level", "decode(a, \"bronze\", \"gold\", \"tin\", \"silver\", \"god\")", "FP2535")]
    [TestCase("_tenant.loyalty.level", "iif(a, \"gold\", b)")]
    [TestCase("_tenant.loyalty.points", "\"many\"", "FP2534")]
    [TestCase("_tenant.loyalty.points", "\"12\"")]
    [TestCase("_tenant.loyalty.points", "now()", "FP2544")]
    [TestCase("_tenant.loyalty.points", "explode(a)", "FP2534")]
    [TestCase("_tenant.loyalty.since", "\"2024-13-01\"", "FP2534")]
    [TestCase("_tenant.loyalty.since", "now()")]
    [TestCase("_tenant.loyalty.active", "\"maybe\"", "FP2534")]
    [TestCase("_tenant.loyalty.active", "\"yes\"")]
    [TestCase("_tenant.loyalty.tags", "lower(a)", "FP2534")]
    [TestCase("_tenant.loyalty.tags", "explode(a)")]
    [TestCase("_tenant.loyalty.tags[0]", "lower(a)")]
    [TestCase("_tenant.loyalty.labels.any", "lower(a)")]
    [TestCase("_tenant.loyalty", "lower(a)", "FP2534")]
    [TestCase("_tenant.loyalty.lvel", "a", "FP2532")]
    [TestCase("_tenant.loyalty.points.x", "a", "FP2532")]
    [TestCase("_tenant.loyalty.points[0]", "a", "FP2532")]
    [TestCase("_tenant.loyalty.tags.x", "a", "FP2532")]
    [TestCase("identityMap", "to_object(\"Email\", arrays_to_objects(\"id\", explode(a)))")]
    [TestCase("identityMap.Email[0].id", "lower(a)")]
    [TestCase("identityMap.Email[0].ids", "a", "FP2532")]
    [TestCase("person.name[x]", "a", "FP2531")]
    [TestCase("_acme.loyalty.level", "a")]
    [TestCase("person.gender", "'femal'", "FP2547")]
    [TestCase("person.gender", "iif(a, \"female\", \"m\")", "FP2547")]
    [TestCase("person.gender", "iif(a, \"female\", \"not_specified\")")]
    [TestCase("timestamp", "now()", "FP2546")]
    [TestCase("idntityMap", "a", "FP2546")]
    [TestCase("person.name.shoeSize", "a", "FP2546")]
    [TestCase("_tenant.loyalty.shoeSize", "a", "FP2532")]
    public void A_target_is_checked_against_the_schema(string target, string expression, params string[] expected)
    {
        var found = Check($"mappings:\n  m:\n    schema: s\n    fields:\n      _tenant.loyalty.memberId: id\n      {target}: {{ expression: >-\n        {expression} }}\n".Replace($": {{ expression: >-\n        {expression} }}", $":\n        expression: >-\n          {expression}", StringComparison.Ordinal));

        Assert.That(found.Select(f => f.Split(' ')[1]).Where(c => c != "FP2541"), Is.EqualTo(expected));
    }

    [TestCase("_acme.loyalty.memberId: id\n      _tenant.loyalty.memberId: id", "FP2533")]
    [TestCase("_tenant.loyalty.level: a", "FP2542")]
    [TestCase("_tenant.loyalty: a")]
    [TestCase("_tenant.loyalty.memberId: { expression: coalesce(null) }", "FP2520", "FP2536")]
    [TestCase("_tenant.loyalty.memberId: id\n      _tenant.loyalty.tags[*]: 'a[*].b[*]'", "FP2545")]
    [TestCase("_tenant.loyalty.memberId: id\n      _tenant.loyalty.tags[*]: 'a[*].b'")]
    [TestCase("_tenant.loyalty.memberId: id\n      _tenant.loyalty.tags: a\n      _tenant.loyalty.tags[0]: b", "FP2541")]
    [TestCase("_tenant.loyalty.memberId: id\n      _tenant.loyalty.labels.a: a\n      _tenant.loyalty.labels.a\\.b: b")]
    [TestCase("_tenant.loyalty.memberId: id\n      _tenant.loyalty.labels.a.b: a", "FP2532")]
    public void The_mappings_of_a_set_must_fit_together(string fields, params string[] expected) =>
        Assert.That(Check($"mappings:\n  m:\n    schema: s\n    fields:\n      {fields}\n").Select(f => f.Split(' ')[1]), Is.EqualTo(expected));

    [Test]
    public void The_required_fields_and_the_primary_identity_of_events_must_be_mapped() =>
        Assert.That(Check("mappings:\n  m:\n    schema: e\n    fields:\n      eventType: a\n").Select(f => f.Split(' ')[1]), Is.EqualTo((string[])["FP2542", "FP2542", "FP2543"]));

    [TestCase("_tenant.cards[0].kind: a", "'_tenant.cards[0].number' of schema.s is required")]
    [TestCase("_tenant.cards[*].kind: 'c[*].kind'", "'_tenant.cards[*].number' of schema.s is required")]
    [TestCase("_tenant.cards[0].kind: a\n      _tenant.cards[0].number: b\n      _tenant.cards[1].kind: c", "'_tenant.cards[1].number' of schema.s is required")]
    [TestCase("_tenant.cards[0].kind: a\n      _tenant.cards[0].number: b")]
    [TestCase("_tenant.cards[0]: a")]
    [TestCase("_tenant.cards: a")]
    [TestCase("_tenant.other: a")]
    public void The_required_fields_of_an_item_that_is_filled_must_be_mapped(string fields, params string[] expected)
    {
        using var folder = new ManifestFolder();
        var found = folder.Try($$"""
            fieldGroups:
              g:
                title: G
                classes: [https://ns.adobe.com/xdm/context/profile]
                fields:
                  other: string
                  cards: array
                  cards[].kind: string
                  cards[].number: { type: string, required: true }
            schemas: { s: { title: S, class: profile, fieldGroups: [g] } }
            mappings:
              m:
                schema: s
                fields:
                  {{fields.Replace("      ", "                  ", StringComparison.Ordinal)}}
            """.Replace("\n                  _", "\n      _", StringComparison.Ordinal));

        Assert.That(found.Diagnostics.Select(d => d.Message.Replace(" and not mapped, so that rows without it are refused", "", StringComparison.Ordinal)), Is.EqualTo(expected));
    }

    [Test]
    public void A_schema_that_is_only_referred_to_says_nothing_about_targets()
    {
        using var folder = new ManifestFolder();

        Assert.That(folder.Try("schemas: { s: { ref: S } }\nmappings:\n  m: { schema: s, fields: { any.thing: a } }\n").Diagnostics, Is.Empty);
    }

    private static string Short(string finding) => string.Join(' ', finding.Split(' ').Take(2));

    private static List<string> Check(string mappings)
    {
        using var folder = new ManifestFolder();
        return [.. folder.Try(Schemas + mappings).Diagnostics.Select(d => $"{d.Span?.Line}:{d.Span?.Column} {d.Code} {d.Message} ({d.Help})")];
    }
}
