using System.Collections.Immutable;
using FlowPlan.Aep.Dialect;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>A real folder with a manifest, read and expanded as the program does it.</summary>
internal sealed class ManifestFolder : IDisposable
{
    /// <summary>Two lines, so that the text given begins on line 3.</summary>
    private const string Head = "apiVersion: flowplan/v1\nproject: acme\n";

    private static readonly AepDialect Dialect = new();

    private readonly string folder = Directory.CreateTempSubdirectory("flowplan-dialect-").FullName;

    public string this[string file]
    {
        set
        {
            var path = System.IO.Path.Combine(folder, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, value);
        }
    }

    public static Outcome<DesiredResources> Expand(string path, string? environment, params string[] variables)
    {
        var read = ManifestReader.Read(new ManifestRequest { Path = path, Environment = environment, Variables = variables }, Dialect.Vocabulary, Dialect.CheckValid);
        return read.Succeeded ? Dialect.Expand(read.Value) : Outcome<DesiredResources>.Failed(read.Diagnostics);
    }

    public string Path => folder;

    public Outcome<DesiredResources> Try(string sections, params string[] variables)
    {
        this["flowplan.yaml"] = Head + sections;
        return Expand(folder, null, variables);
    }

    /// <summary>Reads the manifest for one of its environments.</summary>
    public Outcome<DesiredResources> TryFor(string environment, string sections)
    {
        this["flowplan.yaml"] = Head + sections;
        return Expand(folder, environment);
    }

    public DesiredResource Resource(string sections, string address, params string[] variables) =>
        Resources(sections, variables).Single(r => r.Address == ResourceAddress.Parse(address));

    public ImmutableArray<DesiredResource> Resources(string sections, params string[] variables)
    {
        var outcome = Try(sections, variables);
        Assert.That(outcome.Diagnostics.Where(d => d.Severity == Severity.Error).Select(Shown), Is.Empty);
        return outcome.Value!.Items;
    }

    /// <summary>All findings.</summary>
    public IReadOnlyList<Diagnostic> Findings(string sections, params string[] variables) => [.. Try(sections, variables).Diagnostics];

    /// <summary>All findings as <c>code file:line:column</c>.</summary>
    public IReadOnlyList<string> Faults(string sections, params string[] variables)
    {
        var outcome = Try(sections, variables);
        Assert.That(outcome.Succeeded, Is.EqualTo(outcome.Diagnostics.All(d => d.Severity != Severity.Error)));
        Assert.That(outcome.Diagnostics.Where(d => string.IsNullOrEmpty(d.Help)).Select(Shown), Is.Empty, "every finding says what to do next");
        return [.. outcome.Diagnostics.Select(Shown)];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Shown(Diagnostic finding) =>
        $"{finding.Code} {System.IO.Path.GetFileName(finding.Span!.Value.Source.Path)}:{finding.Span.Value.Line}:{finding.Span.Value.Column}";
}
