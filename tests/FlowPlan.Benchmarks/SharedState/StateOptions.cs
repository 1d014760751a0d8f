using System.Globalization;

namespace FlowPlan.Benchmarks.SharedState;

/// <summary>What <c>state</c> is to measure.</summary>
internal sealed record StateOptions
{
    public int Size { get; init; } = 500;

    public int Runs { get; init; } = 3;

    /// <summary>How many calls may be in flight at once.</summary>
    public IReadOnlyList<int> Parallelism { get; init; } = [1, 8];

    /// <summary>By how many milliseconds each answer of a server is delayed.</summary>
    public IReadOnlyList<int> Delays { get; init; } = [0, 5];

    public string Executable { get; init; } = "artifacts/native/flowplan";

    public string Out { get; init; } = "docs/benchmarks-state.md";

    /// <exception cref="FormatException">An option is unknown, lacks its value, or has a wrong one.</exception>
    public static StateOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new StateOptions();
        if (arguments.Count % 2 != 0)
            throw new FormatException($"{arguments[^1]} lacks its value or its name");
        foreach (var pair in arguments.Chunk(2))
        {
            options = pair[0] switch
            {
                "--size" => options with { Size = Number(pair[1]) },
                "--runs" => options with { Runs = Number(pair[1]) },
                "--parallelism" => options with { Parallelism = [.. pair[1].Split(',').Select(Number)] },
                "--delays" => options with { Delays = [.. pair[1].Split(',').Select(d => d == "0" ? 0 : Number(d))] },
                "--executable" => options with { Executable = pair[1] },
                "--out" => options with { Out = pair[1] },
                _ => throw new FormatException($"{pair[0]} {pair[1]} is not an option of state"),
            };
        }

        return options;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"'{text}' is not a positive number");
}
