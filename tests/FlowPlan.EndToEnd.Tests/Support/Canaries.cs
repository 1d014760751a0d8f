using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using FlowPlan.Emulator;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>
/// Every secret that these tests give to the executable holds the word <c>canary</c>. All that comes out of it, with the trace
/// on, is searched for that word as it is and in base64, and for the emulator's tokens: output, files, the emulator's log and
/// objects. Escapes of URLs, JSON and HTML leave the word as it is.
/// </summary>
internal static partial class Canaries
{
    /// <summary>A secret with all that is escaped somewhere.</summary>
    public const string ClientSecret = "canary +/\"q\"\\b&<ü>=%41-client-secret";

    private static readonly ConcurrentBag<string> Found = [];
    private static int searched;

    /// <summary>What was found so far, each with where.</summary>
    public static IReadOnlyCollection<string> Hits => Found;

    /// <summary>How many outputs and files have been searched.</summary>
    public static int Searched => searched;

    /// <summary>Where in a text a secret begins; -1 for nowhere.</summary>
    public static int Find(string text) => Any().Match(text) is { Success: true, Index: var at } ? at : -1;

    /// <summary>Searches a text.</summary>
    public static void Search(string where, string text)
    {
        Interlocked.Increment(ref searched);
        if (Find(text) is >= 0 and var at)
            Found.Add($"{TestContext.CurrentContext.Test.FullName}: {where}: …{text.Substring(at, Math.Min(60, text.Length - at))}");
    }

    /// <summary>Searches the files of a folder, but for those that the test itself wrote and that are as it wrote them.</summary>
    public static void Search(string folder, IReadOnlyDictionary<string, string> written)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (ReadAny(file) is { } text && text != written.GetValueOrDefault(Path.GetRelativePath(folder, file)))
                Search(Path.GetRelativePath(folder, file), text);
        }
    }

    /// <summary>Searches what an emulator remembers.</summary>
    public static async Task SearchAsync(EmulatorHost emulator)
    {
        using var client = new HttpClient { BaseAddress = emulator.BaseAddress };
        foreach (var part in new[] { "requests", "objects" })
        {
            try
            {
                Search($"the emulator's {part}", await client.GetStringAsync($"__emulator/{part}"));
            }
            catch (HttpRequestException)
            {
                // A test may have stopped it, or have it fail on purpose; then it tells nobody anything.
                Interlocked.Increment(ref searched);
            }
        }
    }

    /// <summary>Bytes as text, whatever they are: a database holds its texts as they are.</summary>
    private static string? ReadAny(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Locked or gone: what it held is searched in the next file or output that it gets into.
            return null;
        }
    }

    [GeneratedRegex(@"(?i:canary)|Y2FuYXJ5|NhbmFyeS|jYW5hcn|eyJhbGciOiJSUzI1NiJ9\.[0-9a-f]{16}", RegexOptions.CultureInvariant)]
    private static partial Regex Any();
}
