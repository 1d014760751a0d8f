using System.Diagnostics;
using System.Text;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>What a manifest, which may come from a stranger, can make FlowPlan open and tell.</summary>
public sealed class FileAccessTests
{
    private static readonly Encoding Latin1 = Encoding.Latin1;

    [Test]
    [Platform("Linux")]
    [CancelAfter(60_000)]
    public void A_pipe_is_not_opened_whatever_it_is_used_for()
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + "include: pipe.yaml\n");
        Process.Start("mkfifo", bench.Path("pipe.yaml")).WaitForExit();

        var included = bench.Read();
        var given = bench.Read(new ManifestRequest { Path = bench.Path("pipe.yaml") });
        var variables = bench.Write("flowplan.yaml", Workbench.Head).Read(new ManifestRequest { Path = string.Empty, VariableFiles = [bench.Path("pipe.yaml")] });

        Assert.That(included.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1002" }));
        Assert.That(included.Diagnostics[0].Message, Does.Contain("not a regular file"));
        Assert.That(given.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1002" }));
        Assert.That(variables.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1002" }));
    }

    [TestCase("/dev/zero")]
    [TestCase("/dev/null")]
    [Platform("Linux")]
    public void A_device_is_not_read(string path)
    {
        using var bench = new Workbench();

        Assert.That(bench.Read(new ManifestRequest { Path = path }).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1002" }));
    }

    [TestCase("../secret*")]
    [TestCase("../no-such-file*")]
    [TestCase("../../*/*")]
    [TestCase("below/../../secret*")]
    public void A_pattern_that_leads_out_of_the_project_tells_nothing_about_what_is_there(string pattern)
    {
        using var bench = new Workbench()
            .Write("secret-of-others.yaml", "a: b")
            .Write("project/below/x.yaml", "flows: {}")
            .Write("project/flowplan.yaml", Workbench.Head + $"include: [\"{pattern}\"]\n");

        var outcome = bench.Read(new ManifestRequest { Path = bench.Path("project") });

        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1052" }));
        Assert.That(outcome.Diagnostics[0].Message, Is.EqualTo($"'{pattern}' is outside the project"));
    }

    [Test]
    public void A_pattern_into_the_folder_of_git_matches_nothing()
    {
        using var bench = new Workbench().Write(".git/secret-branch", "a: b").Write("flowplan.yaml", Workbench.Head + "include: [\".git/*\"]\n");

        Assert.That(bench.Read().Diagnostics.Select(d => d.Message), Is.EqualTo(new[] { "the include '.git/*' matches no file" }));
    }

    [Test]
    public void A_marked_root_takes_the_place_of_a_checkout()
    {
        using var bench = new Workbench()
            .Write("shared/x.yaml", "connections: { web: { name: W } }\n")
            .Write("flows/web/flowplan.yaml", Workbench.Head + "include: ../../shared/*.yaml\n");
        var request = new ManifestRequest { Path = bench.Path("flows/web") };

        var before = bench.Read(request);
        var after = bench.Write(".flowplan-project", string.Empty).Read(request);

        Assert.That(before.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1052" }));
        Assert.That(before.Diagnostics[0].Help, Does.Contain(".flowplan-project"));
        Assert.That(after.Diagnostics, Is.Empty);
    }

    [TestCase("project: demo\nname: Stra\u00dfe\n", "FP1011 2:11")]
    [TestCase("\u00e4", "FP1011 1:1")]
    public void A_file_that_is_not_UTF_8_is_reported_with_the_position(string text, string expected)
    {
        using var bench = new Workbench().Write("flowplan.yaml", Latin1.GetBytes(text));

        Assert.That(Workbench.Places(bench.Read()), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void UTF_16_is_named()
    {
        using var bench = new Workbench().Write("flowplan.yaml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a: 1")]);

        Assert.That(bench.Read().Diagnostics[0].Message, Does.Contain("UTF-16"));
    }

    [Test]
    public void A_line_of_a_variable_file_is_not_shown_because_of_its_encoding()
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head).Write("vars.yaml", Latin1.GetBytes("password: \u00e4"));

        var outcome = bench.Read(new ManifestRequest { Path = string.Empty, VariableFiles = [bench.Path("vars.yaml")] });

        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1011 1:11" }));
        Assert.That(outcome.Diagnostics[0].Span!.Value.Hidden, Is.True);
    }
}
