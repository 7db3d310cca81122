using System.Text;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Reads files for operations, as far as a model may.</summary>
internal static class Files
{
    /// <summary>The content of the file that an input names.</summary>
    public static void Read(KernelContext context)
    {
        var name = context.Input(0);
        if (name.Count != 1)
        {
            throw OperationException.InvalidArgument($"Input filename tensor must be scalar, but had shape: {name.Shape}");
        }

        string path = Require(context.Resources, name.Texts[0].Span, "ReadFile");
        try
        {
            context.Output(0, Shape.Scalar).WritableTexts[0] = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperationException(ModelErrorCode.NotFound, $"{path}: {exception.Message}");
        }
    }

    /// <summary>The path of a file that an operation may read.</summary>
    /// <param name="resources">What the model may read.</param>
    /// <param name="name">The path, in UTF-8.</param>
    /// <param name="operation">The operation, for the message.</param>
    /// <exception cref="OperationException">It may not: a model reads its own assets, and other files only where the user allows it.</exception>
    public static string Require(SessionResources resources, ReadOnlySpan<byte> name, string operation)
    {
        string text = Encoding.UTF8.GetString(name);
        string path = text.Length == 0 || text.Contains('\0') ? text : Path.GetFullPath(text);
        return resources.Assets.Contains(path) || (resources.MayReadFiles && path.Length > 0 && !path.Contains('\0'))
            ? path
            : throw new OperationException(
                ModelErrorCode.PermissionDenied,
                $"{operation} asks for the file '{text}', which is none of the model's assets. Set {nameof(ModelOptions)}.{nameof(ModelOptions.AllowReadingFiles)} to let the model read it.");
    }
}
