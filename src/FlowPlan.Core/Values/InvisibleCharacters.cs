using System.Globalization;
using System.Text;

namespace FlowPlan.Core.Values;

/// <summary>
/// Characters that a reader does not see: control and format characters, which include escape sequences and the marks that
/// reverse the direction of text, separators other than the space, private and unassigned characters.
/// </summary>
public static class InvisibleCharacters
{
    /// <summary>Whether a character is one of them.</summary>
    public static bool Contains(Rune character) =>
        character.Value != ' ' && Rune.GetUnicodeCategory(character) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
