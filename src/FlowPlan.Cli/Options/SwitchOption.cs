using System.CommandLine;
using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Options;

/// <summary>Something that is done unless it is switched off: by the option for one command, by a variable for all.</summary>
/// <param name="name">The option.</param>
/// <param name="variable">The variable of the process.</param>
/// <param name="description">What is done.</param>
internal sealed class SwitchOption(string name, string variable, string description)
{
    private readonly Option<bool> option = new(name)
    {
        Description = $"{description}; {name}=false or {variable}=false leaves it out",
        DefaultValueFactory = _ => true,
    };

    /// <summary>Adds the option.</summary>
    public void AddTo(Command command) => command.Add(option);

    /// <summary>Whether it is done; what the command line says comes before the variable.</summary>
    public bool IsOn(CommandHost host, ParseResult parsed) => parsed.GetResult(option) is { Implicit: false }
        ? parsed.GetValue(option)
        : host.ProcessEnvironment.GetValueOrDefault(variable) != "false";
}
