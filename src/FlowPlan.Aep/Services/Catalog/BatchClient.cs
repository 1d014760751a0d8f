using System.Globalization;
using System.Text.Json;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.Catalog;

/// <summary>The batches in which records are written to datasets, and the rows of a batch that failed.</summary>
internal sealed class BatchClient(ServiceTransport transport)
{
    private const string Catalog = "Catalog";
    private const string Export = "Data Access";
    private const int MaxBatches = 100;
    private const int MaxFiles = 10;

    /// <summary>The latest batches of a dataset that were created since a time.</summary>
    public async Task<IReadOnlyList<(string Id, JsonElement Batch)>> ListAsync(string dataSetId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"data/foundation/catalog/batches?dataSet={Uri.EscapeDataString(dataSetId)}&createdAfter={since.ToUnixTimeMilliseconds()}&orderBy=desc:created&limit={MaxBatches}");
        var response = await transport.SendAsync(new(Catalog, HttpMethod.Get, path), cancellationToken);
        return response.Body.ValueKind == JsonValueKind.Object ? [.. response.Body.EnumerateObject().Select(p => (p.Name, p.Value))] : [];
    }

    /// <summary>The rows of a batch that failed, each a JSON text with its errors.</summary>
    public async Task<IReadOnlyList<string>> ReadFailedRowsAsync(string batchId, CancellationToken cancellationToken)
    {
        var folder = $"data/foundation/export/batches/{Uri.EscapeDataString(batchId)}/meta?path=row_errors";
        if ((await transport.ExchangeAsync(new(Export, HttpMethod.Get, folder), cancellationToken)).OrNotFound() is not { } files)
            return [];
        var rows = new List<string>();
        foreach (var name in files.Body.ItemsAt("data").Select(f => f.TextAt("name")).OfType<string>().Take(MaxFiles))
        {
            var request = new ServiceRequest(Export, HttpMethod.Get, folder + Uri.EscapeDataString("/" + name)) { IsFile = true, Accept = "*/*" };
            rows.AddRange((await transport.SendAsync(request, cancellationToken)).Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return rows;
    }
}
