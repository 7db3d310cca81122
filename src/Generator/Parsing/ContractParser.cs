using Microsoft.CodeAnalysis;
using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>Makes the model of a contract file.</summary>
internal static class ContractParser
{
    /// <summary>The extension of contract files.</summary>
    public const string Extension = ".tfcontract";

    /// <summary>Whether the file is a contract.</summary>
    public static bool IsContract(AdditionalText file) => file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the file's text. What is wrong with it is kept: it is reported where a class asks for the model.</summary>
    public static ContractModel Parse(AdditionalText file, CancellationToken cancellationToken) =>
        Parse(Path.GetFileName(file.Path), file.GetText(cancellationToken)?.ToString() ?? "");

    /// <summary>Reads <paramref name="text"/>.</summary>
    public static ContractModel Parse(string fileName, string text)
    {
        try
        {
            var document = ContractReader.Read(text);
            return new(fileName, ModelPath.Normalize(document.Path), document, null);
        }
        catch (ContractFormatException exception)
        {
            return new(fileName, ModelPath.Normalize(PathOf(text)), null, new(exception.Line, exception.Problem, exception.IsNewer));
        }
    }

    /// <summary>The path that a text, damaged elsewhere or of a newer version, still tells; empty when it does not.</summary>
    private static string PathOf(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            try
            {
                var words = new ContractLine(line.TrimEnd('\r', ' '), 1);
                if (words.Accept("path"))
                {
                    return words.Word("path");
                }
            }
            catch (ContractFormatException)
            {
                // The path itself is damaged: then the file's name has to do, see ContractModel.Path.
                return "";
            }
        }

        return "";
    }
}
