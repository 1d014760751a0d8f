using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>A change of each field: what the plan says of it, and that an apply settles it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ChangeTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        connections:
          web:
            name: Web
            description: From the web
            dataType: raw
            authenticationRequired: false
            sourceId: web-1
        schemas:
          s:
            definition:
              title: Members
              description: Who they are
              class: https://ns.adobe.com/xdm/context/profile
              fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/identitymap, https://ns.adobe.com/xdm/context/profile-personal-details]
          other: { definition: { title: Other, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          d:
            name: Members
            description: All of them
            schema: s
            tags: { team: [crm] }
        mappings:
          m:
            name: Members
            schema: s
            fields:
              person.name.firstName: first
              person.name.lastName: { expression: 'upper(last)' }
        flows:
          f:
            name: Members
            description: Into the lake
            source: { connection: web, name: In, description: In of Members }
            target: { dataset: d, name: Out }
            mapping: m
            enabled: true
        """;

    private static IEnumerable<TestCaseData> Changes()
    {
        // Each line: what is changed, by replacing a text of the manifest with another, and what the plan does.
        yield return Case("a connection's name", "name: Web", "name: Site", "update connection.web");
        yield return Case("a connection's description", "From the web", "From all over", "update connection.web");
        yield return Case("a connection's description removed", "    description: From the web\n", "", "update connection.web");
        yield return Case("whether a connection needs a token", "authenticationRequired: false", "authenticationRequired: true", "update connection.web");
        yield return Case("a connection's stream name", "sourceId: web-1", "sourceId: web-1\n    streamName: other", "update connection.web");
        yield return Case("a connection's source id", "web-1", "web-2", "replace connection.web", "replace sourceConnection.f", "replace targetConnection.f", "replace flow.f");
        yield return Case("a schema's title", "title: Members", "title: People", "update schema.s");
        yield return Case("a schema's description", "Who they are", "Who they were", "update schema.s");
        yield return Case("a field group added", "profile-personal-details]", "profile-personal-details, https://ns.adobe.com/xdm/context/profile-work-details]", "update schema.s");
        yield return Case("a schema enabled for Profile", "title: Members", "profile: true\n      title: Members", "update schema.s");
        yield return Case("a dataset's name", "d:\n    name: Members", "d:\n    name: People", "update dataset.d");
        yield return Case("a dataset's description removed", "    description: All of them\n", "", "update dataset.d");
        yield return Case("a dataset's tag", "[crm]", "[crm, loyalty]", "update dataset.d");
        yield return Case("a dataset's tag removed", "    tags: { team: [crm] }\n", "", "update dataset.d");
        yield return Case("the schema of dataset and mapping", "schema: s", "schema: other", "replace dataset.d", "replace mapping.m", "replace sourceConnection.f", "replace targetConnection.f", "replace flow.f");
        yield return Case("a mapping's source", "firstName: first", "firstName: given", "update mapping.m", "update flow.f");
        yield return Case("a mapping's expression", "upper(last)", "lower(last)", "update mapping.m", "update flow.f");
        yield return Case("a mapping's field removed", "      person.name.firstName: first\n", "", "update mapping.m", "update flow.f");
        yield return Case("a mapping's identity", "firstName: first", "firstName: { source: first, identity: true }", "update mapping.m", "update flow.f");
        yield return Case("a mapping's name", "m:\n    name: Members", "m:\n    name: People", "update mapping.m", "update flow.f");
        yield return Case("a flow's name", "f:\n    name: Members", "f:\n    name: People", "update flow.f");
        yield return Case("a flow's description removed", "    description: Into the lake\n", "", "update flow.f");
        yield return Case("a flow switched off", "enabled: true", "enabled: false", "update flow.f");
        yield return Case("a source connection's name", "name: In,", "name: Inlet,", "update sourceConnection.f");
        yield return Case("a source connection's description removed", ", description: In of Members", "", "update sourceConnection.f");
        yield return Case("a target connection's name", "name: Out", "name: Lake", "update targetConnection.f");
    }

    [TestCaseSource(nameof(Changes))]
    public async Task A_change_is_planned_as_what_it_costs_and_settles(string from, string to, string[] actions)
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        Change(workspace, from, to);

        var plan = await platform.RunAsync(workspace, "plan", "--format", "json");
        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve", "--allow-delete");
        var after = await platform.RunAsync(workspace, "plan", "--detailed-exitcode");

        var planned = JsonNode.Parse(plan.Output)!["actions"]!.AsArray()
            .Where(a => (string?)a!["action"] != "no-op")
            .Select(a => $"{a!["action"]} {a["address"]}");
        Assert.That(planned, Is.EquivalentTo(actions), plan.All);
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        Assert.That(after.ExitCode, Is.Zero, after.All);
    }

    [TestCase(", https://ns.adobe.com/xdm/context/profile-personal-details", "", "fieldGroups", "FP2030", TestName = "A field group cannot be removed")]
    [TestCase("class: https://ns.adobe.com/xdm/context/profile\n      fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, h", "class: https://ns.adobe.com/xdm/context/experienceevent\n      fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, h", "class", "FP4007", TestName = "The class of a schema cannot be changed")]
    public async Task A_breaking_change_of_a_schema_is_refused_with_the_field(string from, string to, string field, string code)
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        Change(workspace, from, to);

        var plan = await platform.RunAsync(workspace, "plan");

        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.All);
        Assert.That(plan.Error, Does.Contain(code).And.Contain("schema.s").And.Contain(field));
    }

    private static TestCaseData Case(string name, string from, string to, params string[] actions) =>
        new TestCaseData(from, to, actions).SetArgDisplayNames(name);

    private static void Change(Workspace workspace, string from, string to)
    {
        var text = workspace.Read("flowplan.yaml");
        Assert.That(text, Does.Contain(from));
        workspace.Write("flowplan.yaml", text.Replace(from, to, StringComparison.Ordinal));
    }

    private static async Task<Workspace> AppliedAsync(Platform platform)
    {
        var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        return workspace;
    }
}
