using System.Globalization;
using Spectre.Console;

namespace FlowPlan.Cli.Output;

/// <summary>Stdout and stderr: coloured on a terminal, plain where they go to a file or a program.</summary>
internal sealed class Terminal
{
    private const int DefaultColumns = 80;

    private readonly (TextWriter Plain, IAnsiConsole? Colored) output;
    private readonly (TextWriter Plain, IAnsiConsole? Colored) error;
    private readonly SecretRedactor redactor;
    private readonly Lock gate = new();
    private Func<IReadOnlyList<string>>? below;
    private int drawn;
    private bool isWithinLine;
    private int writes;

    public Terminal(TextWriter output, TextWriter error, bool outputColor, bool errorColor, SecretRedactor redactor)
    {
        this.redactor = redactor;
        this.output = (output, outputColor ? Make(output) : null);
        this.error = (error, errorColor ? Make(error) : null);
    }

    private Terminal(TextWriter output, (TextWriter Plain, IAnsiConsole? Colored) error, SecretRedactor redactor) => (this.output, this.error, this.redactor) = ((output, null), error, redactor);

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess(bool noColor, IReadOnlyDictionary<string, string> environment, SecretRedactor redactor) =>
        new(Console.Out, Console.Error, HasColor(noColor, environment, Console.IsOutputRedirected), HasColor(noColor, environment, Console.IsErrorRedirected), redactor)
        {
            Columns = ErrorTerminal.Columns,
        };

    /// <summary>The same stderr, and another stdout without color.</summary>
    public Terminal WithOutput(TextWriter other) => new(other, error, redactor) { Columns = Columns };

    /// <summary>Whether a stream is coloured: on a terminal that can show colours, or where FORCE_COLOR asks for it, as CI systems show colours in their logs.</summary>
    /// <param name="noColor">Whether an option turns it off.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="isRedirected">Whether the stream goes to a file or a program.</param>
    public static bool HasColor(bool noColor, IReadOnlyDictionary<string, string> environment, bool isRedirected)
    {
        if (noColor || environment.ContainsKey("NO_COLOR"))
            return false;
        if (environment.GetValueOrDefault("FORCE_COLOR") is { Length: > 0 } force)
            return force is not ("0" or "false");
        return !isRedirected && environment.GetValueOrDefault("TERM") != "dumb";
    }

    /// <summary>The columns of the terminal behind stderr; 0 where it does not say.</summary>
    public Func<int> Columns { get; init; } = () => int.MaxValue;

    /// <summary>How often something was written; progress that is replaced does not count.</summary>
    public int Writes => Volatile.Read(ref writes);

    public void Write(StyledText text) => Write([text]);

    /// <summary>Writes a text in parts of whole lines, each made when the one before it is written.</summary>
    public void Write(IEnumerable<StyledText> parts) => Above(() =>
    {
        foreach (var part in parts)
            Write(output, part);
    });

    public void WriteError(StyledText text) => Above(() => Write(error, text));

    /// <summary>Writes to stdout what another program reads, with all its characters.</summary>
    public void WriteRaw(string text) => Above(() =>
    {
        var cleaned = redactor.Clean(text);
        output.Plain.Write(cleaned);
        isWithinLine = IsWithinLine(cleaned);
    });

    /// <summary>
    /// Keeps lines at the end of the terminal, below all that is written later, until it is called with others or with null. They are asked for
    /// each time they are drawn, so that they agree with what stands above them.
    /// </summary>
    public void ShowBelow(Func<IReadOnlyList<string>>? lines)
    {
        lock (gate)
        {
            Erase();
            below = lines;
            Draw();
        }
    }

    private void Above(Action write)
    {
        lock (gate)
        {
            writes++;
            Erase();
            write();
            Draw();
        }
    }

    private void Draw()
    {
        // A line that is not complete is left alone: rows behind its beginning would tear it.
        if (below is null || isWithinLine)
            return;

        // Cut, because a line that the terminal folds could not be erased; without secrets before, because half of one is not recognized.
        output.Plain.Flush();
        var width = (Columns() is > 0 and var columns ? columns : DefaultColumns) - 1;
        var text = new StyledText();
        var lines = below();
        foreach (var line in lines)
            text.Line(TerminalWidth.Cut(redactor.Clean(SafeText.Line(line)), width), TextStyle.Faint);
        Write(error, text);
        error.Plain.Flush();
        drawn = lines.Count;
    }

    private void Erase()
    {
        if (drawn == 0)
            return;
        error.Plain.Write($"\u001b[{drawn.ToString(CultureInfo.InvariantCulture)}A\r\u001b[J");
        error.Plain.Flush();
        drawn = 0;
    }

    private void Write((TextWriter Plain, IAnsiConsole? Colored) console, StyledText text)
    {
        // Plain means plain: without colour nothing may set or reset one, on a terminal either.
        var cleaned = redactor.Clean(text);
        if (console.Colored is null)
            console.Plain.Write(cleaned.ToString());
        foreach (var (piece, style) in console.Colored is null ? [] : cleaned.Pieces)
            console.Colored!.Write(new Text(piece, StyleOf(style)));
        isWithinLine = IsWithinLine(cleaned.Pieces.Count == 0 ? string.Empty : cleaned.Pieces[^1].Text);
    }

    /// <summary>Whether a line goes on after a text; what is empty changes nothing.</summary>
    private bool IsWithinLine(string text) => text.Length == 0 ? isWithinLine : !text.EndsWith('\n');

    private static IAnsiConsole Make(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
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
