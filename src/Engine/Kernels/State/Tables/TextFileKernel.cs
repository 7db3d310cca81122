using TypedModels.Engine.Kernels.Basic;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Fills a table from a text file, a line a key: <c>InitializeTableFromTextFileV2</c>. Only files of the model are read.</summary>
internal sealed class TextFileKernel(KernelNode node) : Kernel
{
    private readonly TextFileLayout _layout = new(node);

    public override void Run(KernelContext context)
    {
        var table = Handles.Of<LookupTable>(context.Input(0));
        if (context.Input(1) is not { Type: DataType.String, Count: 1 } name)
        {
            throw OperationException.InvalidArgument($"The name of a vocabulary file is one text, and {context.Input(1)} is given.");
        }

        string file = Files.Require(context.Resources, name.Texts[0].Span, "A table");
        byte[] bytes = ReadAll(context, file);
        try
        {
            var (keys, values) = _layout.Read(bytes, Path.GetFileName(file), table.Definition);
            table.Initialise(keys, values);
        }
        finally
        {
            context.Resources.Budget.Return(bytes.Length);
        }
    }

    private static byte[] ReadAll(KernelContext context, string file)
    {
        try
        {
            context.Resources.Budget.Take(new FileInfo(file).Length);
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new OperationException(ModelErrorCode.NotFound, $"{file}; No such file or directory");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OperationException(ModelErrorCode.PermissionDenied, $"{file} cannot be read: {exception.Message}");
        }
    }
}
