using System.Text;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>A manifest from somebody who means harm is refused with a finding: it reads nothing of the machine, fills no memory and does not run on.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AttackTests
{
    /// <summary>A hang is a failure, not a build that never ends. Refusals take a second or so, also on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [TestCase("include 'x'", "FP1219")]
    [TestCase("import 'x'", "FP1208")]
    [TestCase("env.PATH", "FP1219")]
    [TestCase("sys", "FP1219")]
    [TestCase("os.environment", "FP1219")]
    [TestCase("file.read '/etc/passwd'", "FP1219")]
    [TestCase("http.get 'https://example.com'", "FP1219")]
    [TestCase("project.GetType", "FP1219")]
    [TestCase("project.length", "FP1219")]
    [TestCase("var.GetType", "FP1219")]
    [TestCase("environment.GetType", "FP1219")]
    [TestCase("f = @string.upcase; f.Method", "FP1208")]
    public void An_expression_reaches_nothing_of_the_machine(string expression, string code) => Refused(Expression(expression), code);

    [TestCase("x = 3; for i in 1..26; x = x * x; end; 1")]
    [TestCase("1 << 1000000000")]
    [TestCase("'a' * 1000000000")]
    [TestCase("'x' | string.pad_left 2000000000")]
    [TestCase("s = 'a'; for i in 1..40; s = s | string.append s; end; 1")]
    [TestCase("s = 'a'; for i in 1..40; s = s | string.replace 'a' 'aa'; end; 1")]
    [TestCase("a = [1]; for i in 1..40; a = a + a; end; a.size")]
    [TestCase("a = [1] * 1000000000; 1")]
    [TestCase("a = array.insert_at [1] 1000000000 1; 1")]
    [TestCase("1.5 | math.format 'N999999999'")]
    [TestCase("10 | object.format 'D999999999'")]
    [TestCase("while true; end")]
    [TestCase("x = {}; x.y = x; x")]
    [TestCase("x = {}; x.y = x; x | object.to_json")]
    [TestCase("a = [1]; for i in 1..40; a = [a, a]; end; a")]
    [TestCase("a = [1]; for i in 1..40; a = [a, a]; end; a | object.to_json")]
    [TestCase("1..1000000000 | object.to_json")]
    [TestCase("x = '[' * 5000; x | object.from_json")]
    [TestCase("regex.match ('a' * 40 + '!') '^(a+)+$'")]
    [TestCase("s = 'a' | string.pad_left 900000; for i in 1..9999; x = s | string.split ' '; end; 1")]
    [TestCase("for i in 1..9999; for j in 1..9999; end; end")]
    public void An_expression_that_runs_away_ends(string expression) => Refused(Expression(expression), "FP1208");

    [Test]
    public void A_pattern_that_would_backtrack_for_ever_does_not() => Refused(
        "variables: { v: { default: \"" + new string('a', 100_000) + "!\", validation: { pattern: \"^(a+)+$\" } } }\n", "FP1206");

    [TestCase(1_000_000, "[", "FP1009")]
    [TestCase(1_000_000, "{a: ", "FP1009")]
    [TestCase(1_000_000, "- ", "FP1009")]
    [TestCase(1_000_000, "? ", "FP1008")]
    public void What_is_nested_a_million_deep_is_refused(int depth, string opening, string code) =>
        Refused("flows:\n  " + string.Concat(Enumerable.Repeat(opening, depth)), code);

    [Test]
    public void Aliases_that_double_again_and_again_are_refused() => Refused(
        "x0: &x0 [a, a, a, a, a, a, a, a, a]\n"
        + string.Concat(Enumerable.Range(1, 30).Select(i => $"x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat($"*x{i - 1}", 9))}]\n")),
        "FP1010");

    [Test]
    public void A_text_of_a_hundred_megabytes_is_refused() => Refused("flows: { f: { name: \"" + new string('a', 100_000_000) + "\" } }\n", "FP1007");

    [Test]
    public void A_text_that_fills_the_largest_file_is_refused() => Refused("flows: { f: { name: " + new string('a', 30_000_000) + " } }\n", "FP1016");

    [Test]
    public void More_values_than_any_manifest_needs_are_refused() =>
        Refused("flows: { f: { target: { x: [" + string.Concat(Enumerable.Repeat("1,", YamlReader.MaxNodes)) + "] } } }\n", "FP1051");

    [Test]
    public void Many_wildcards_walk_no_way_twice()
    {
        using var bench = new Workbench().Write(string.Concat(Enumerable.Repeat("d/", 60)) + "x.yaml", "flows: { a: {} }\n");
        Refused(bench, "include: \"" + string.Concat(Enumerable.Repeat("**/", 30)) + "nowhere.yaml\"\n", "FP1012");
    }

    [Test]
    public void A_file_outside_of_the_folder_is_not_included()
    {
        using var elsewhere = new Workbench().Write("secret.yaml", "root:x:0:0: [\n");
        using var bench = new Workbench();
        var outcome = Refused(bench, $"include: ../{System.IO.Path.GetFileName(elsewhere.Folder)}/secret.yaml\n", "FP1052");
        Assert.That(string.Concat(outcome), Does.Not.Contain("root"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_out_of_the_folder_is_not_included([Values] bool toFolder)
    {
        using var elsewhere = new Workbench().Write("secret.yaml", "flows: { a: {} }\n");
        using var bench = new Workbench();
        if (toFolder)
            Directory.CreateSymbolicLink(bench.Path("part"), elsewhere.Folder);
        else
            File.CreateSymbolicLink(bench.Write("part/x.txt", "x").Path("part/secret.yaml"), elsewhere.Path("secret.yaml"));
        Refused(bench, "include: part/secret.yaml\n", toFolder ? "FP1012" : "FP1052");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Links_in_a_circle_are_not_followed()
    {
        using var bench = new Workbench();
        File.CreateSymbolicLink(bench.Path("a.yaml"), bench.Path("b.yaml"));
        File.CreateSymbolicLink(bench.Path("b.yaml"), bench.Path("a.yaml"));
        Assert.That(PathSandbox.Allow(bench.Folder, bench.Path("a.yaml")), Is.False);
    }

    [Test]
    public void In_a_checkout_files_of_all_of_it_can_be_shared_but_not_those_of_git_itself()
    {
        using var bench = new Workbench().Write(".git/config.yaml", "token: x\n").Write("shared/a.yaml", "flows: { a: {} }\n").Write("app/x", "");
        var folder = bench.Path("app");
        Assert.Multiple(() =>
        {
            Assert.That(PathSandbox.Allow(folder, bench.Path("shared/a.yaml")), Is.True);
            Assert.That(PathSandbox.Allow(folder, bench.Path("app/x")), Is.True);
            Assert.That(PathSandbox.Allow(folder, bench.Path(".git/config.yaml")), Is.False);
            Assert.That(PathSandbox.Allow(folder, System.IO.Path.GetFullPath(bench.Path("../elsewhere.yaml"))), Is.False);
        });
    }

    private static string Expression(string expression) => "flows:\n  f:\n    target:\n      x: \"{{ " + expression + " }}\"\n";

    private static void Refused(string body, string code)
    {
        using var bench = new Workbench();
        Refused(bench, body, code);
    }

    private static IReadOnlyList<FlowPlan.Core.Diagnostics.Diagnostic> Refused(Workbench bench, string body, string code)
    {
        bench.Write("flowplan.yaml", Encoding.UTF8.GetBytes(Workbench.Head + body));
        var reading = Task.Factory.StartNew(() => bench.Read(), TaskCreationOptions.LongRunning);
        Assert.That(reading.Wait(Patience), Is.True, "it goes on and on");
        Assert.That(reading.Result.Diagnostics.Select(d => d.Code).Distinct(), Is.EqualTo(new[] { code }), () => string.Join("\n", reading.Result.Diagnostics.Take(3)));
        return [.. reading.Result.Diagnostics];
    }
}
