using System.Globalization;
using FlowPlan.Benchmarks.Scale.Measuring;

namespace FlowPlan.Benchmarks.Scale.Report;

/// <summary>What a row is compared with and what is to be reached.</summary>
internal sealed class Verdicts(ScaleOptions options, Results results)
{
    private const int Large = 50_000;
    private const int LargeTenth = 10_000;

    /// <summary>The comparison and the target of a row; both are empty where there is none.</summary>
    public (string Result, string Target) Of(Series row) => row.Command switch
    {
        Commands.Version => (Time(row, Commands.TerraformVersion, row.Size), "≤ 1/4 of Terraform's time"),
        Commands.ValidateQuickstart => (Time(row, Commands.TerraformValidate, row.Size), "≤ 1/2 of Terraform's time"),
        Commands.NoChanges when row.Size == options.ComparedPlan => (
            Join($"requests: pages + {Number(row.Requests - row.Pages)}", Time(row, Commands.TerraformNoChanges, row.Size), Memory(row, Commands.TerraformNoChanges)),
            "at 10,000: requests ≤ pages + 10; ≤ 1/20 of Terraform's time, ≤ 1/8 of its memory"),
        Commands.Apply when row.Size == options.ComparedApply => (
            Join(Rate(row, Commands.BareLoop), Time(row, Commands.TerraformApply, row.Size)), "at 2,000: ≥ 70 % of the bare loop's rate; ≤ 1/80 of Terraform's time"),
        Commands.DelayedApply => (Rate(row, Commands.DelayedBareLoop), "≥ 70 % of the bare loop's rate"),
        Commands.NoChanges when row.Size == Large => (Growth(row), "≤ 5× of 10,000"),
        Commands.Apply when row.Size == Large => (Join(Rate(row, Commands.BareLoop), Growth(row)), "≤ 5× of 10,000; ≤ 600 MB"),
        Commands.Apply => (Rate(row, Commands.BareLoop), ""),
        _ => ("", ""),
    };

    private string Time(Series row, string other, int size) =>
        results.Find(other, size) is { } terraform ? $"{Fraction(terraform.Wall / row.Wall)} of Terraform's time" : "";

    private string Memory(Series row, string other) =>
        results.Find(other, row.Size) is { } terraform ? $"{Fraction(terraform.PeakMegabytes / row.PeakMegabytes)} of its memory" : "";

    private string Rate(Series row, string bare) => results.Find(bare, row.Size) is { } loop
        ? string.Create(CultureInfo.InvariantCulture, $"{loop.Wall / row.Wall * 100 * row.Requests / loop.Requests:F0} % of the bare loop's rate")
        : "";

    private string Growth(Series row) => results.Find(row.Command, LargeTenth) is { } tenth
        ? string.Create(CultureInfo.InvariantCulture, $"{row.Wall / tenth.Wall:F1}× the time of 10,000, {row.PeakMegabytes / tenth.PeakMegabytes:F1}× its memory")
        : "";

    private static string Fraction(double times) => string.Create(CultureInfo.InvariantCulture, $"1/{times:0.0}");

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Join(params IEnumerable<string> parts) => string.Join("; ", parts.Where(p => p.Length > 0));
}
