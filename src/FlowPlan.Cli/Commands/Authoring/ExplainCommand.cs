using System.CommandLine;
using FlowPlan.Cli.Explaining;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan explain</c>: the documentation of a code, a kind or a field in the terminal. Makes no call.</summary>
internal static class ExplainCommand
{
    public static Command Create(IManifestDialect dialect)
    {
        var topic = new Argument<string?>("topic") { Description = "Code such as FP1204, kind such as flow, or field such as flow.schedule (default: list kinds and keys)", Arity = ArgumentArity.ZeroOrOne };
        topic.Validators.Add(result =>
        {
            var explanations = new Explanations(dialect);
            if (result.GetValueOrDefault<string?>() is { } given && explanations.Find(given) is null)
                result.AddError($"There is no code, kind or field '{given}'. {(explanations.Nearest(given) is { } nearest ? $"Did you mean '{nearest}'?" : "'flowplan explain' lists what there is.")}");
        });
        topic.CompletionSources.Add(_ => dialect.Kinds.Select(k => new System.CommandLine.Completions.CompletionItem(k.Name)));
        var command = new Command("explain", "Explain a diagnostic code, a kind of resource, or a field") { topic, FormatOption.ConsoleOrJson() };
        return command.Runs((host, parsed) =>
        {
            var explanations = new Explanations(host.Dialect);
            var text = parsed.GetValue(topic) is { } given ? explanations.Find(given)! : explanations.List();
            host.Reporter.Result(text, Value.Map.Of(("topic", Documents.Text(parsed.GetValue(topic))), ("text", Value.Of(text))));
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
