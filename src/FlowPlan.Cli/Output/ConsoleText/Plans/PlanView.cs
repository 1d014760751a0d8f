namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>How a plan is shown.</summary>
/// <param name="Width">How many columns a line may have.</param>
/// <param name="IsVerbose">Whether every field and every action is shown.</param>
internal sealed record PlanView(int Width = 80, bool IsVerbose = false);
