using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>The outputs of other projects in expressions.</summary>
public sealed class ImportTests
{
    private const string Body = """
        variables: { folder: { default: ../core } }
        environments: { dev: {} }
        imports: { core: { state: "{{ var.folder }}" } }
        connections: { web: { name: "{{ imports.core.inlet }}" } }
        """;

    [Test]
    public void An_output_keeps_its_type()
    {
        var declarations = Workbench.ReadBody(
            """
            environments: { dev: {} }
            imports: { core: {} }
            connections: { web: { name: "{{ imports.core.name }}", retries: "{{ imports.core.size }}" } }
            """,
            With(("core", Value.Map.Of(("name", Value.Of("Core")), ("size", Value.Of(3))))));

        Assert.That(Workbench.At(declarations, "connections/web/name"), Is.EqualTo(Value.Of("Core")));
        Assert.That(Workbench.At(declarations, "connections/web/retries"), Is.EqualTo(Value.Of(3)));
    }

    [Test]
    public void An_import_has_the_project_of_its_name_and_the_environment_of_the_manifest_unless_it_says_otherwise()
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + """
            environments: { dev: {}, prod: {} }
            imports: { core: {}, shared: { project: acme, environment: "{{ environment.name }}-eu", state: postgres://db/x } }
            """);
        var request = new ManifestRequest { Path = bench.Folder, Environment = "prod" };

        var outline = ManifestReader.OutlineOf(ManifestReader.Load(request, TestVocabulary.Value).Value!, request)!;

        Assert.That((outline.Project, outline.Environment), Is.EqualTo(("demo", "prod")));
        Assert.That(outline.Imports.Select(i => $"{i.Name} {i.Project} {i.Environment} {i.State?.Location}"), Is.EqualTo(new[] { "core core prod ", "shared acme prod-eu postgres://db/x" }));
        Assert.That(outline.State, Is.Null);
    }

    [Test]
    public void A_state_that_was_not_read_is_an_error_unless_values_are_optional()
    {
        var strict = Workbench.Read(Workbench.Head + Body);
        var lenient = Workbench.Read(Workbench.Head + Body, new ManifestRequest { Path = string.Empty, VariablesOptional = true });

        Assert.That(Workbench.Places(strict), Is.EqualTo(new[] { "FP1241 5:12" }));
        Assert.That(lenient.Value!.Unset, Is.EqualTo(new[] { "imports.core" }));
        Assert.That(lenient.Value.Resources.Single().IsInvalid, Is.True, "it is not wholly known");
    }

    [TestCase("imports.core.inlt", "did you mean 'inlet'?")]
    [TestCase("imports.core.x", "expected one of: inlet")]
    [TestCase("imports.cora.inlet", "did you mean 'core'?")]
    public void A_name_that_is_not_there_is_found_where_it_stands(string expression, string help)
    {
        var outcome = Workbench.Read(
            Workbench.Head + Body.Replace("imports.core.inlet", expression, StringComparison.Ordinal), With(("core", Value.Map.Of(("inlet", Value.Of("https://x"))))));

        var error = outcome.Diagnostics.Single();
        Assert.That(error.Span!.Value.Line, Is.EqualTo(6));
        Assert.That(error.Help, Does.Contain(help));
    }

    [Test]
    public void A_project_without_outputs_is_told_to_have_some()
    {
        var outcome = Workbench.Read(Workbench.Head + Body, With(("core", Value.Map.Empty)));

        Assert.That(outcome.Diagnostics.Single().Help, Does.Contain("declare it under 'outputs' in that project, and apply it"));
    }

    [Test]
    public void An_import_cannot_read_another_import_nor_have_other_keys()
    {
        var outcome = Workbench.Read(
            Workbench.Head + "environments: { dev: {} }\nimports: { core: {}, other: { project: '{{ imports.core.name }}' } }\n", With(("core", Value.Map.Of(("name", Value.Of("Core"))))));

        Assert.That(outcome.Diagnostics.Select(d => d.Span!.Value.Line), Is.EqualTo(new[] { 4 }));
    }

    private static ManifestRequest With(params (string Name, Value.Map Outputs)[] imports) =>
        new() { Path = string.Empty, Imports = imports.ToDictionary(i => i.Name, i => i.Outputs, StringComparer.Ordinal) };
}
