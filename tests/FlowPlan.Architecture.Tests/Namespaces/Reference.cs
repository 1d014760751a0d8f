namespace FlowPlan.Architecture.Tests.Namespaces;

/// <summary>A place in the sources where code of one namespace uses something of another.</summary>
internal sealed record Reference(string From, string To, string File, int Line, string Symbol)
{
    /// <summary>As shown in a failed test: <c>src/A/B.cs:12 uses Thing</c>.</summary>
    public string Place => $"{Path.GetRelativePath(Repository.Root, File).Replace('\\', '/')}:{Line} uses {Symbol}";
}
