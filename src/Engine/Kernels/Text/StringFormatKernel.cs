using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>StringFormat: a template with values in the places of its placeholders.</summary>
internal sealed class StringFormatKernel : Kernel
{
    private readonly List<byte[]> _pieces = [];
    private readonly int _most;

    public StringFormatKernel(KernelNode node)
    {
        _most = node.Int32("summarize");
        var rest = node.Bytes("template").Span;
        var placeholder = node.Bytes("placeholder").Span;
        while (!placeholder.IsEmpty && rest.IndexOf(placeholder) is >= 0 and var at)
        {
            _pieces.Add(rest[..at].ToArray());
            rest = rest[(at + placeholder.Length)..];
        }

        _pieces.Add(rest.ToArray());
        if (_pieces.Count - 1 != node.InputCount)
        {
            throw OperationException.InvalidArgument($"num placeholders in template and num inputs must match: {_pieces.Count - 1} vs. {node.InputCount}");
        }
    }

    public override void Run(KernelContext context)
    {
        var buffer = context.TextBuffer;
        buffer.Append(_pieces[0]);
        for (int i = 0; i < context.InputCount; i++)
        {
            TensorPrinter.Append(buffer, context.Input(i), _most, context);
            buffer.Append(_pieces[i + 1]);
        }

        context.Output(0, Shape.Scalar).WritableTexts[0] = context.Keep(buffer.Written);
    }
}
