using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Reported;

/// <summary>Manifests as people write them: valid ones are accepted, and what is wrong in the others is named with its position.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ManifestTextTests
{
    private const string Head = "apiVersion: flowplan/v1\nproject: web\nenvironments: { dev: { sandbox: dev } }\n";
    private const string Schema = "schemas:\n  s: { definition: { title: Visits, class: https://ns.adobe.com/xdm/context/profile } }\n";
    private const string Fields = Head + Schema + "mappings:\n  m:\n    schema: s\n    fields:\n";

    [TestCase(Fields + "      personID: { expression: \"lower(${Visitor's mail})\" }\n      _id: { expression: \"${Size [cm}\" }\n", TestName = "Column names with an apostrophe or a bracket are valid")]
    [TestCase(Head + "connections:\n  # web: { name: Web, dataType: raw }\nflows:\n", TestName = "A section in which everything is commented out is valid")]
    [TestCase(Head + "connections:\n  a: { name: A, dataType: &type raw, description: first }\n  b: { name: B, dataType: *type }\n", TestName = "An anchor between the entries of a flow map is valid")]
    public async Task Valid_text_is_accepted(string manifest)
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", manifest);

        var run = await FlowPlanProcess.RunAsync(workspace, "validate");

        Assert.That((run.ExitCode, run.All.Split('\n').Length), Is.EqualTo((0, 2)), run.All);
        Assert.That(run.All, Does.StartWith("Valid: "));
    }

    [Test]
    public async Task No_part_of_an_expression_disappears()
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Fields + """
                  _acme.a: { expression: 'to_object("k", {"v": {{ }}})' }
                  _acme.b: { expression: "concat('{{ ', city, ' }}')" }
                  _acme.c: "x{{}}y"
            """);

        var run = await FlowPlanProcess.RunAsync(workspace, "plan", "--emulator");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Findings, Does.Contain("error FP1218").And.Contain("flowplan.yaml:10:").And.Contain("flowplan.yaml:12:"));
        Assert.That(run.Findings, Does.Contain("FP1222").And.Contain("flowplan.yaml:11:"));
    }

    [Test]
    public async Task An_included_file_with_comments_only_adds_nothing_and_an_empty_definition_is_named()
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + "include: parts/*.yaml\nschemas: { s: { definition: visits.json } }\n");
        workspace.Write("parts/later.yaml", "# to be filled\n");
        workspace.Write("visits.json", "");

        var run = await FlowPlanProcess.RunAsync(workspace, "validate");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("visits.json").And.Not.Contain("later.yaml").And.Not.Contain("apiVersion"));
        Assert.That(run.Error.Split('\n').Count(l => l.StartsWith("error ", StringComparison.Ordinal)), Is.EqualTo(1), run.Error);
    }

    [TestCase(true, 0)]
    [TestCase(false, 1)]
    public async Task A_marker_file_extends_the_project_to_folders_above_the_manifest(bool marked, int exitCode)
    {
        using var workspace = new Workspace();
        workspace.Write("teams/web/flowplan.yaml", Head + "include: ../../common/*.yaml\n");
        workspace.Write("common/web.yaml", "connections: { web: { name: Web, dataType: raw } }\n");
        if (marked)
            workspace.Write(".flowplan-project", "");

        var run = await FlowPlanProcess.RunAsync(workspace, "validate", "teams/web");

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.All);
        Assert.That(run.Error, marked ? Does.StartWith("Valid: ") : Does.Contain("FP1052").And.Contain(".flowplan-project"));
    }

    [Test]
    public async Task A_dataset_for_Profile_without_Identity_gets_a_note()
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + """
            schemas: { s: { definition: { title: Visits, class: https://ns.adobe.com/xdm/context/profile, profile: true } } }
            datasets: { d: { name: Visits, schema: s, profile: true } }
            """);

        var run = await FlowPlanProcess.RunAsync(workspace, "validate");

        Assert.That(run.ExitCode, Is.Zero, run.All);
        Assert.That(run.All, Does.Contain("FP2014").And.Contain("identity"));
    }
}
