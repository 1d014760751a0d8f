using System.Globalization;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Resources.Checks;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>Has Data Prep validate the mapping sets that a plan would write. A set whose schema is not there yet, or will change, is left out.</summary>
/// <param name="kind">What a mapping set is.</param>
/// <param name="dataPrep">Calls the service.</param>
/// <param name="format">How bodies are written.</param>
/// <param name="parallelism">The maximum number of concurrent calls.</param>
internal sealed class MappingValidation(KindDefinition kind, DataPrepClient dataPrep, MappingSetFormat format, int parallelism)
{
    /// <summary>An error for each mapping that the service would reject, and a warning for what it did not validate.</summary>
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(IReadOnlyList<PlannedObject> sets, CancellationToken cancellationToken)
    {
        var (found, open) = (new List<Diagnostic>(), new List<(DesiredResource Set, string Reason)>());
        string? unavailable = null;
        async Task<(ProposedSet Set, ValidatedMappingSet? Answer, string? Reason)> AskAsync(ProposedSet set, CancellationToken token)
        {
            if (unavailable is not null)
                return (set, null, unavailable);
            try
            {
                var answer = await dataPrep.ValidateAsync(set.Body(format, out var secrets), secrets, token);
                var reason = ReasonOf(answer);

                // What the credential may not do, or the service does not have, is the same for all other sets.
                if (answer.Refusal?.Status is 401 or 403 or 404 or 405)
                    unavailable ??= reason;
                return (set, answer, reason);
            }
            catch (ProviderException failure)
            {
                return (set, null, failure.Diagnostic.Message.Replace("Data Prep ", "it ", StringComparison.Ordinal));
            }
        }

        var proposed = sets.Select(s => ProposedSet.Of(kind, s)).OfType<ProposedSet>().ToAsyncEnumerable();
        await foreach (var (set, answer, reason) in proposed.SelectAsync(parallelism, AskAsync, cancellationToken))
        {
            if (reason is not null)
                open.Add((set.Desired, reason));
            else if (answer!.Refusal is { } refusal)
                found.Add(ValidationDiagnostics.RejectedSet(set.Desired.Address, set.Desired.Span, refusal.Message));
            else
                found.AddRange(answer.Errors.Select(set.FindingOf));
        }

        found.AddRange(open.GroupBy(o => o.Reason, StringComparer.Ordinal).Select(g => ValidationDiagnostics.NotDone([.. g.Select(o => (o.Set.Address, o.Set.Span))], g.Key)));
        return found;
    }

    /// <summary>Why the service did not validate a set; null where it did, also where it found the set as a whole invalid.</summary>
    private static string? ReasonOf(ValidatedMappingSet answer) => answer.Refusal switch
    {
        null or { Status: 400 or 422 } => null,
        { Status: 401 or 403 } denied => $"it denied access to {answer.Call} ({Number(denied)})",
        { Status: 404 or 405 } absent => $"it does not have {answer.Call} ({Number(absent)})",
        var error => $"{answer.Call} failed ({Number(error)})",
    };

    private static string Number(ServiceError error) => error.Status.ToString(CultureInfo.InvariantCulture);
}
