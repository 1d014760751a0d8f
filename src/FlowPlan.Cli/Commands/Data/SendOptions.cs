using System.CommandLine;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Sending;

namespace FlowPlan.Cli.Commands.Data;

/// <summary>The options of <c>send</c>.</summary>
internal sealed class SendOptions
{
    private readonly DataOptions data;
    private readonly Argument<string> file = new("file") { Description = "File with one JSON document, a JSON array or NDJSON; - for stdin", DefaultValueFactory = _ => "-" };
    private readonly Option<string> flowIdIn = new("--flow-id-in") { Description = "Where the flow of raw records is named: header or query", HelpName = "place", DefaultValueFactory = _ => "header" };
    private readonly Option<bool> syncValidation = new("--sync-validation") { Description = "Validate before acknowledging, for development; limited to 60 requests a minute" };
    private readonly Option<int> batchSize = new("--batch-size") { Description = "Records in a request; more than 1 uses the endpoint for several messages", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<double?> rate = new("--rate") { Description = "Maximum number of records per second", HelpName = "n" };
    private readonly Option<string?> failed = new("--failed") { Description = "Collect records that were not accepted in this file (NDJSON)", HelpName = "file" };
    private readonly Option<string?> checkpoint = new("--checkpoint") { Description = "Checkpoint file (default: in .flowplan, for a file)", HelpName = "file" };
    private readonly Option<bool> resume = new("--resume") { Description = "Continue an earlier send of the same input from its checkpoint" };
    private readonly Option<bool> restart = new("--restart") { Description = "Send all records again, in spite of the checkpoint of an earlier send" };
    private readonly Option<bool> resendUnknown = new("--resend-unknown") { Description = "Send records with unknown outcome again; they may arrive twice" };
    private readonly Option<bool> skipInvalid = new("--skip-invalid") { Description = "Leave out records that cannot be sent, instead of sending nothing" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print the equivalent curl commands, without the token, and send nothing" };
    private readonly WaitOptions wait = new("Wait until the flow accepts data");

    public SendOptions(DataOptions data)
    {
        this.data = data;
        flowIdIn.AcceptOnlyFromAmong("header", "query");
        batchSize.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
                result.AddError("--batch-size takes a number from 1 to 10000.");
        });
        rate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (null or (> 0 and < 1_000_000)))
                result.AddError("--rate takes a number of records per second above 0.");
        });
    }

    public void AddTo(Command command)
    {
        data.AddFlow(command);
        command.Add(file);
        data.AddTo(command);
        foreach (var option in new Option[] { flowIdIn, syncValidation, batchSize, rate, failed, checkpoint, resume, restart, resendUnknown, skipInvalid, dryRun })
            command.Add(option);
        wait.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(resume) && result.GetValue(restart))
                result.AddError("--resume and --restart exclude each other.");
            if (result.GetValue(syncValidation) && result.GetValue(batchSize) > 1)
                result.AddError("--sync-validation sends single records: leave out --batch-size.");
            if (result.GetValue(resume) && result.GetValue(file) == "-" && result.GetValue(checkpoint) is null)
                result.AddError("--resume of stdin needs --checkpoint.");
            if (result.GetValue(failed) is { } path && result.GetValue(file) is { } input && input != "-" && Path.GetFullPath(path) == Path.GetFullPath(input))
                result.AddError("--failed must not be the file that is sent.");
        });
    }

    public SendArguments Arguments(ParseResult parsed)
    {
        var platform = data.PlatformArguments(parsed);
        var validates = parsed.GetValue(syncValidation);
        return new()
        {
            Platform = platform,
            Flow = data.FlowOf(parsed),
            File = parsed.GetValue(file) ?? "-",
            Form = new(parsed.GetValue(flowIdIn) == "query", validates, parsed.GetValue(batchSize) > 1),

            // The service takes 60 validating requests a minute.
            Settings = new(platform.Parallelism, parsed.GetValue(batchSize), parsed.GetValue(rate) ?? (validates ? 1 : null), parsed.GetValue(resendUnknown)),
            Failed = parsed.GetValue(failed),
            Checkpoint = parsed.GetValue(checkpoint),
            Resume = parsed.GetValue(resume),
            Restart = parsed.GetValue(restart),
            SkipInvalid = parsed.GetValue(skipInvalid),
            DryRun = parsed.GetValue(dryRun),
            Wait = wait.ValueOf(parsed),
            Json = data.IsJson(parsed),
        };
    }
}
