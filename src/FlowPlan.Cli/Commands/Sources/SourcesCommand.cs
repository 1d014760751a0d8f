using System.CommandLine;
using System.Globalization;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Commands.Sources;

/// <summary><c>flowplan sources</c>: the sources that a manifest can name, or what one of them takes.</summary>
internal static class SourcesCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "Source to show (default: all)", Arity = ArgumentArity.ZeroOrOne };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && SourceTable.Find(given) is null)
                result.AddError($"There is no source '{given}'. 'flowplan sources' lists all.");
        });
        var command = new Command("sources", "Show the sources that a manifest can name, and what each takes") { name };
        command.SetAction(parsed =>
        {
            Console.Write(parsed.GetValue(name) is { } one ? TextOf(SourceTable.Find(one)!) : List());
            return ExitCodes.Done;
        });
        return command;
    }

    private static string List()
    {
        var width = SourceTable.All.Max(s => s.Name.Length);
        return string.Concat(SourceTable.All.Select(s => $"{s.Name.PadRight(width)}  {s.Title}\n"));
    }

    private static string TextOf(SourceType source)
    {
        var keys = SourceTable.KeysOf(source).Select(k => SourceTable.RequiredKeysOf(source).Contains(k) ? k + " (required)" : k);
        var lines = new List<string>
        {
            $"{source.Name}: {source.Title}",
            $"connection specification  {source.ConnectionSpec}",
            $"flow specification        {source.FlowSpec}",
            $"keys of the source        {string.Join(", ", keys)}",
        };
        foreach (var (auth, number) in source.Auth.Select((a, i) => (a, i + 1)))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"authentication {number}          {auth.Name}"));
            lines.Add($"  required                {string.Join(", ", auth.Required.Select(p => auth.Secrets.Contains(p) ? p + " (secret)" : p))}");
            if (!auth.Optional.IsEmpty)
                lines.Add($"  optional                {string.Join(", ", auth.Optional.Select(p => auth.Secrets.Contains(p) ? p + " (secret)" : p))}");
        }

        if (source.Auth.IsEmpty)
            lines.Add("authentication            any specName and params that the connection specification has");
        return string.Join('\n', lines) + "\n";
    }
}
