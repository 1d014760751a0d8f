using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Graphs;

/// <summary>How a resource is drawn.</summary>
/// <param name="Name">What a plan does with it.</param>
/// <param name="Fill">The color of its box.</param>
/// <param name="Line">The color of the line around it.</param>
/// <param name="IsDashed">Whether that line is dashed.</param>
internal sealed record GraphColor(string Name, string Fill, string Line, bool IsDashed = false)
{
    private static readonly GraphColor Create = new("create", "#d1f0d9", "#1a7f37");
    private static readonly GraphColor Update = new("update", "#fff3c4", "#9a6700");
    private static readonly GraphColor Replace = new("replace", "#ffe0c2", "#bc4c00");
    private static readonly GraphColor Delete = new("delete", "#ffd7d5", "#cf222e");
    private static readonly GraphColor Existing = new("existing", "#f3f3f3", "#777777", IsDashed: true);

    /// <summary>The color for an action; null for what stays as it is.</summary>
    public static GraphColor? Of(ActionKind action) => action switch
    {
        ActionKind.Create => Create,
        ActionKind.Update or ActionKind.Adopt => Update,
        ActionKind.Replace => Replace,
        ActionKind.Delete or ActionKind.Forget => Delete,
        ActionKind.Read => Existing,
        _ => null,
    };
}
