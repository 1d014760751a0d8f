using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>A folder of its own for real manifest files, gone afterwards.</summary>
internal sealed class Workbench : IDisposable
{
    public const string Head = "apiVersion: flowplan/v1\nproject: demo\n";

    public Workbench() => Folder = Directory.CreateTempSubdirectory("flowplan-manifest-").FullName;

    public string Folder { get; }

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public Workbench Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public Workbench Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
        return this;
    }

    public Outcome<Declarations> Read(ManifestRequest? request = null) =>
        ManifestReader.Read((request ?? new ManifestRequest { Path = Folder }) with { Path = request?.Path is { Length: > 0 } path ? path : Folder }, TestVocabulary.Value);

    /// <summary>Reads one manifest.</summary>
    public static Outcome<Declarations> Read(string text, ManifestRequest? request = null)
    {
        using var bench = new Workbench().Write("flowplan.yaml", text);
        return bench.Read(request);
    }

    /// <summary>Reads the body behind a right head of two lines; it must be free of errors.</summary>
    public static Declarations ReadBody(string body, ManifestRequest? request = null)
    {
        var outcome = Read(Head + body, request);
        Assert.That(outcome.Succeeded, Is.True, () => string.Join("\n", outcome.Diagnostics));
        return outcome.Value!;
    }

    /// <summary>What is found, as <c>code line:column</c> in reading order.</summary>
    public static IEnumerable<string> Places(Outcome<Declarations> outcome) =>
        outcome.Diagnostics.Select(d => $"{d.Code} {d.Span?.Line ?? 0}:{d.Span?.Column ?? 0}");

    /// <summary>The value at a path in a resource, such as <c>connections/web/name</c>.</summary>
    public static Value? At(Declarations declarations, string path)
    {
        var parts = path.Split('/', 3);
        var body = declarations.Resources.Single(r => r.Section == parts[0] && r.Key == parts[1]).Body;
        return FieldPath.Find((Value.Map)body.ToValue(), parts[2]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
