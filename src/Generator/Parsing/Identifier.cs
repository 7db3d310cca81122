using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedModels.Generator.Parsing;

/// <summary>
/// Makes C# names out of a model's keys. A name depends on its own key and on nothing else, so that a signature or argument that comes or goes never renames another.
/// </summary>
internal static class Identifier
{
    /// <summary>
    /// The key's letters and digits, each word with a capital: <c>max_faces</c> → <c>MaxFaces</c>. Whatever else a key holds separates words; a name that would begin with a digit begins with
    /// <c>_</c>. Null when the key has neither letter nor digit.
    /// </summary>
    public static string? Pascal(string key) => Join(Words(key).Select(UpperFirst));

    /// <summary>The same with a small first word: <c>max_faces</c> → <c>maxFaces</c>, <c>RGBImage</c> → <c>rgbImage</c>. Null when the key has neither letter nor digit.</summary>
    public static string? Camel(string key) => Join(Words(key).Select((word, i) => i == 0 ? LowerFirst(word) : UpperFirst(word)));

    /// <summary>The name with a capital.</summary>
    public static string UpperFirst(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The capitals that <paramref name="name"/> begins with made small, except one that begins the next word.</summary>
    public static string LowerFirst(string name)
    {
        char[] characters = name.ToCharArray();
        for (int i = 0; i < characters.Length && char.IsUpper(characters[i]); i++)
        {
            bool beginsNextWord = i > 0 && i + 1 < characters.Length && char.IsLower(characters[i + 1]);
            if (beginsNextWord)
            {
                break;
            }

            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return new string(characters);
    }

    /// <summary>The name with <c>@</c> where C# has it for a keyword.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The name of a type or namespace with <c>@</c> where C# could take it for a keyword, which depends on the place for some.</summary>
    public static string EscapeType(string name) => SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? Escape(name) : "@" + name;

    /// <summary>Whether <paramref name="name"/> can be a name as it stands, <c>@</c> for keywords apart.</summary>
    public static bool IsValid(string name) => SyntaxFacts.IsValidIdentifier(name) && name != "_" && !name.Any(IsFormatting);

    private static List<string> Words(string key)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in key)
        {
            bool isPart = IsPart(c) && (word.Length > 0 || !IsMark(c));
            if (isPart)
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private static string? Join(IEnumerable<string> words)
    {
        string name = string.Concat(words);
        return name.Length == 0 ? null : SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;
    }

    private static bool IsPart(char c) => c != '_' && SyntaxFacts.IsIdentifierPartCharacter(c) && !IsFormatting(c);

    /// <summary>Characters without a form are no part of a name: names that differ in them alone are the same.</summary>
    private static bool IsFormatting(char c) => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;

    /// <summary>A mark stands on the letter before it and cannot begin a word.</summary>
    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or
        System.Globalization.UnicodeCategory.SpacingCombiningMark or
        System.Globalization.UnicodeCategory.ConnectorPunctuation;
}
