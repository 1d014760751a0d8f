namespace FlowPlan.Aep.Settings;

/// <summary>A text that is sent to a service and shown nowhere: its <see cref="ToString"/> hides it, so that no message or log can give it away.</summary>
public sealed class SecretText
{
    private readonly string content;

    /// <summary>Wraps a secret.</summary>
    public SecretText(string content) => this.content = content;

    /// <summary>The secret in the clear, for the header or form that carries it.</summary>
    public string Reveal() => content;

    /// <summary>Always <c>(sensitive)</c>.</summary>
    public override string ToString() => "(sensitive)";
}
