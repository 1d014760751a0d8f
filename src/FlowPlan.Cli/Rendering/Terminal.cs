using Spectre.Console;

namespace FlowPlan.Cli.Rendering;

/// <summary>Stdout and stderr: coloured on a terminal, plain where they go to a file or a program.</summary>
internal sealed class Terminal
{
    private readonly IAnsiConsole output;
    private readonly IAnsiConsole error;
    private readonly SecretRedactor redactor;

    public Terminal(TextWriter output, TextWriter error, bool outputColor, bool errorColor, SecretRedactor redactor)
    {
        this.redactor = redactor;
        this.output = Make(output, outputColor);
        this.error = Make(error, errorColor);
    }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess(bool noColor, IReadOnlyDictionary<string, string> environment, SecretRedactor redactor)
    {
        var color = !noColor && !environment.ContainsKey("NO_COLOR") && environment.GetValueOrDefault("TERM") != "dumb";
        return new(Console.Out, Console.Error, color && !Console.IsOutputRedirected, color && !Console.IsErrorRedirected, redactor);
    }

    public void Write(StyledText text) => Write(output, text);

    public void WriteError(StyledText text) => Write(error, text);

    private void Write(IAnsiConsole console, StyledText text)
    {
        foreach (var (piece, style) in text.Pieces)
            console.Write(new Text(redactor.Clean(piece), StyleOf(style)));
    }

    private static IAnsiConsole Make(TextWriter writer, bool color)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });

        // Lines are left whole: a terminal folds them itself, and a file or program must get them as they are.
        console.Profile.Width = 1_000_000;
        return console;
    }

    private static Style StyleOf(TextStyle style) => style switch
    {
        TextStyle.Strong => new Style(decoration: Decoration.Bold),
        TextStyle.Faint => new Style(Color.Grey),
        TextStyle.Added => new Style(Color.Green),
        TextStyle.Changed => new Style(Color.Yellow),
        TextStyle.Removed => new Style(Color.Red),
        TextStyle.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        TextStyle.Error => new Style(Color.Red, decoration: Decoration.Bold),
        TextStyle.Note => new Style(Color.Blue),
        _ => Style.Plain,
    };
}
