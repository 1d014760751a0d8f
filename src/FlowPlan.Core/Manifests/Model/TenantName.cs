namespace FlowPlan.Core.Manifests.Model;

/// <summary>
/// What the expression <c>tenant</c> stands for: the organization's own name in the names of its fields. It is known once a provider was asked;
/// until then it is the word <c>tenant</c>, so that <c>_{{ tenant }}</c> is the placeholder <c>_tenant</c>.
/// </summary>
/// <param name="known">The name; null where nobody was asked.</param>
public sealed class TenantName(string? known)
{
    /// <summary>The name of the expression, and what it is offline.</summary>
    public const string Expression = "tenant";

    /// <summary>The name; null where nobody was asked.</summary>
    public string? Known => known;

    /// <summary>The value of the expression.</summary>
    public string Text => known ?? Expression;

    /// <summary>Whether an expression has used it.</summary>
    public bool IsUsed { get; set; }
}
