using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>
/// The paths of <c>lifecycle.ignoreChanges</c>. They may be written with dots, as the plan shows paths, or with slashes
/// where a key holds a dot of its own; <c>*</c> stands for one key.
/// </summary>
internal sealed class IgnoredPaths(IReadOnlyList<string> patterns)
{
    public bool Contains(string path)
    {
        foreach (var pattern in patterns)
        {
            var covered = pattern.Contains('/', StringComparison.Ordinal)
                ? FieldPath.Covers(pattern.TrimStart('/'), path)
                : FieldPath.Covers(pattern.Replace('.', '/'), FieldPath.ToDisplay(path).Replace('.', '/'));
            if (covered)
                return true;
        }

        return false;
    }
}
