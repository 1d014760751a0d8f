using YamlDotNet.RepresentationModel;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>The resources of <c>examples/kubernetes</c>.</summary>
internal static class KubernetesFiles
{
    /// <summary>All resources of all files.</summary>
    public static IReadOnlyList<YamlMappingNode> All { get; } =
        [.. Directory.EnumerateFiles(Repository.Example("kubernetes"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];

    public static YamlMappingNode Resource(string kind, string name) => All.Single(r => Text(r, "kind") == kind && Text(r, "metadata", "name") == name);

    /// <summary>The pod of a Job or CronJob.</summary>
    public static YamlMappingNode PodOf(YamlMappingNode resource) =>
        (YamlMappingNode)Node(Text(resource, "kind") == "CronJob" ? Node(resource, "spec", "jobTemplate")! : resource, "spec", "template", "spec")!;

    /// <summary>The container of FlowPlan.</summary>
    public static YamlMappingNode ContainerOf(YamlMappingNode resource) => Maps(PodOf(resource), "containers").Single(c => Text(c, "name") == "flowplan");

    /// <summary>The variables of a container: those of the ConfigMaps and Secrets that it names.</summary>
    public static Dictionary<string, string> VariablesOf(YamlMappingNode container) => Maps(container, "envFrom")
        .SelectMany(from => Text(from, "configMapRef", "name") is { } map
            ? Texts((YamlMappingNode)Node(Resource("ConfigMap", map), "data")!)
            : Texts((YamlMappingNode)Node(Resource("Secret", Text(from, "secretRef", "name")!), "stringData")!))
        .ToDictionary(v => v.Key, v => v.Value);

    public static IEnumerable<YamlMappingNode> Maps(YamlNode node, string key) => (Node(node, key) as YamlSequenceNode)?.Cast<YamlMappingNode>() ?? [];

    public static IReadOnlyList<string> List(YamlNode node, params string[] path) => [.. ((YamlSequenceNode)Node(node, path)!).Select(i => ((YamlScalarNode)i).Value!)];

    public static IEnumerable<KeyValuePair<string, string>> Texts(YamlMappingNode map) =>
        map.Select(e => KeyValuePair.Create(((YamlScalarNode)e.Key).Value!, ((YamlScalarNode)e.Value).Value!));

    public static string? Text(YamlNode node, params string[] path) => (Node(node, path) as YamlScalarNode)?.Value;

    public static YamlNode? Node(YamlNode node, params string[] path)
    {
        YamlNode? found = node;
        foreach (var key in path)
            found = found is YamlMappingNode map && map.Children.TryGetValue(key, out var value) ? value : null;
        return found;
    }

    private static IEnumerable<YamlMappingNode> Read(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(file);
        yaml.Load(reader);
        return yaml.Documents.Select(d => (YamlMappingNode)d.RootNode);
    }
}
