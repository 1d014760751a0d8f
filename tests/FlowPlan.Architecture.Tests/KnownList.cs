namespace FlowPlan.Architecture.Tests;

/// <summary>A checked-in list of known violations of a rule. It may only shrink.</summary>
/// <remarks><c>FLOWPLAN_UPDATE_GOLDEN=1</c> rewrites the file. A <c>#</c> begins a comment.</remarks>
internal sealed class KnownList(string fileName)
{
    private readonly string path = Path.Combine(Repository.Root, "tests", "FlowPlan.Architecture.Tests", fileName);

    /// <summary>Fails on an entry that the file lacks, and on one in the file that has been fixed.</summary>
    /// <param name="found">Each violation: the entry of the list, a comment for the file, and what a failed test says.</param>
    public void Check(IEnumerable<(string Entry, string Comment, string Message)> found)
    {
        var violations = found.ToList();
        if (Repository.UpdatesGoldenFiles)
        {
            File.WriteAllLines(path, violations.Select(v => v.Comment.Length == 0 ? v.Entry : $"{v.Entry}  # {v.Comment}"));
        }

        var known = File.ReadAllLines(path).Select(line => line.Split('#')[0].Trim()).Where(entry => entry.Length > 0).ToHashSet();
        var added = violations.Where(v => !known.Contains(v.Entry)).Select(v => v.Message);
        var solved = known.Except(violations.Select(v => v.Entry)).Select(entry => $"{fileName}: remove '{entry}', which is fixed");
        Assert.That(added.Concat(solved), Is.Empty);
    }
}
