using System.Globalization;

namespace FlowPlan.Benchmarks.Scale;

/// <summary>What <c>scale</c> is to measure.</summary>
internal sealed record ScaleOptions
{
    /// <summary>Terraform needs quadratic time to apply: more than this takes minutes.</summary>
    private const int MostToApplyWithTerraform = 2000;

    private const int MostToPlanWithTerraform = 10_000;

    public IReadOnlyList<int> Sizes { get; init; } = [100, 1000, 10_000, 50_000];

    public int Runs { get; init; } = 5;

    /// <summary>Whether Terraform is measured too where it is installed.</summary>
    public bool Terraform { get; init; } = true;

    public string Executable { get; init; } = "artifacts/native/flowplan";

    public string Out { get; init; } = "docs/benchmarks.md";

    /// <summary>The size at which applies are compared with Terraform's.</summary>
    public int ComparedApply => Math.Min(MostToApplyWithTerraform, Sizes.Max());

    /// <summary>The size at which plans without a change are compared with Terraform's.</summary>
    public int ComparedPlan => Sizes.Where(s => s <= MostToPlanWithTerraform).DefaultIfEmpty(ComparedApply).Max();

    /// <summary>The sizes, with that of the compared apply.</summary>
    public IEnumerable<int> AllSizes => Sizes.Append(ComparedApply).Append(ComparedPlan).Distinct().Order();

    /// <exception cref="FormatException">An option is unknown, lacks its value, or has a wrong one.</exception>
    public static ScaleOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ScaleOptions();
        if (arguments.Count % 2 != 0)
            throw new FormatException($"{arguments[^1]} lacks its value or its name");
        foreach (var pair in arguments.Chunk(2))
        {
            options = pair[0] switch
            {
                "--sizes" => options with { Sizes = [.. pair[1].Split(',').Select(Number)] },
                "--runs" => options with { Runs = Number(pair[1]) },
                "--terraform" when pair[1] is "auto" or "off" => options with { Terraform = pair[1] == "auto" },
                "--executable" => options with { Executable = pair[1] },
                "--out" => options with { Out = pair[1] },
                _ => throw new FormatException($"{pair[0]} {pair[1]} is not an option of scale"),
            };
        }

        return options;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"'{text}' is not a positive number");
}
