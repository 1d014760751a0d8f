namespace FlowPlan.Aep.Settings;

/// <summary>A string that is sent to a service and never shown: its <see cref="ToString"/> hides it, so that no message or log can disclose it.</summary>
public sealed class SecretText
{
    private readonly string content;

    /// <summary>Wraps a secret.</summary>
    public SecretText(string content) => this.content = content;

    /// <summary>The secret in plain text, for the header or form that carries it.</summary>
    public string Reveal() => content;

    /// <summary>Always <c>(sensitive)</c>.</summary>
    public override string ToString() => "(sensitive)";
}
