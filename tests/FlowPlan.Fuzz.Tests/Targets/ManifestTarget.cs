using System.Text;
using FlowPlan.Aep.Dialect;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Fuzz.Tests.Mutating;

namespace FlowPlan.Fuzz.Tests.Targets;

/// <summary>Manifests, an included file and a schema's definition: read, expanded, and every finding printed.</summary>
internal sealed class ManifestTarget() : Target("manifests")
{
    private static readonly TextMutator Text = new(
        "{{", "}}", "{{ var.brand }}", "{{ for i in 1..9 }}", "{{ end }}", "{", "}", "[", "]", ": ", "- ", "\n", "\t", "\"", "'", "# ", "&a ", "*a", "<<: *a", "!!int ", "!!str ", "!x ", "|", ">-", "\\", "%YAML 1.1\n", "@", "`",
        "\u2028", "\u0085", "\u00a0", "😀", "\ufeff", "null", "~", "? ", "---\n", "...\n", "  ", ",", "\r", ".inf", "0x", "0o7", "1_000", "2026-01-01", "existing: { name: x }", "adopt: x", "lifecycle: { preventDestroy: true }", "dependsOn: [flow.orders]", "include: '**'");

    private readonly AepDialect dialect = new();

    public override void Run(Random random, string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "orders.json"), Maybe(random, 4) ? Mutated(Samples.Definition, random) : Samples.Definition);
        File.WriteAllBytes(Path.Combine(folder, "more.yaml"), Maybe(random, 4) ? Mutated(Samples.Fragment, random) : Samples.Fragment);
        var given = Mutated(Maybe(random, 2) ? Samples.Manifest : Encoding.UTF8.GetBytes(Samples.ManifestAsJson), random);
        var file = Path.Combine(folder, "flowplan.yaml");
        File.WriteAllBytes(file, given);
        var read = ManifestReader.Read(
            new ManifestRequest { Path = folder, Environment = Maybe(random, 8) ? null : "dev", Variables = ["key=s3cret-value"] }, dialect.Vocabulary);
        Print(read.Diagnostics);
        if (read.Value is { } declarations)
        {
            var expanded = dialect.Expand(declarations);
            Print(expanded.Diagnostics);
            foreach (var resource in expanded.Value?.Items ?? [])
                _ = resource.Fields.ToString() + resource.Address;
        }

        Unchanged.Check(file, given);
    }

    private static byte[] Mutated(byte[] text, Random random)
    {
        if (Maybe(random, 2) && text[0] == (byte)'{')
            text = Encoding.UTF8.GetBytes(TreeMutator.Mutate(Tree.Parse(Encoding.UTF8.GetString(text)), random).ToString());
        return Maybe(random, 3) && text[0] == (byte)'{' ? text : Text.Mutate(text, random);
    }

    private static bool Maybe(Random random, int oneIn) => random.Next(oneIn) == 0;

    private static void Print(IEnumerable<Diagnostic> findings)
    {
        foreach (var finding in findings)
        {
            var text = DiagnosticText.Of(finding).ToString()!;
            if (!text.Contains(finding.Code, StringComparison.Ordinal) || text.Contains("s3cret-value", StringComparison.Ordinal))
                throw new InvalidOperationException($"This finding lacks its code or tells a secret: {text}");
        }
    }
}
