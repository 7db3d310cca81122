using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>UnicodeEncode: each row of code points of a ragged tensor as a text.</summary>
internal sealed class UnicodeEncodeKernel(KernelNode node) : Kernel
{
    private readonly UnicodeErrors _errors = new(node);
    private readonly UnicodeEncoding _encoding = UnicodeErrors.Encoding(node, "output_encoding");

    public override void Run(KernelContext context)
    {
        var values = context.Input(0).Span<int>();
        var splits = context.Input(1);
        RequireSplits(values.Length, splits);
        var output = context.Output(0, new Shape(splits.Count - 1)).WritableTexts;
        for (int row = 0; row < output.Length; row++)
        {
            context.ThrowIfCancelledEvery(row);
            var buffer = context.TextBuffer;
            var writer = new UnicodeWriter(buffer, _encoding);
            foreach (int value in values[(int)splits.Integer(row)..(int)splits.Integer(row + 1)])
            {
                writer.Append(IsCharacter(value) ? value : Handle(value));
            }

            writer.Finish();
            output[row] = context.Keep(buffer.Written);
        }
    }

    private int Handle(int value) => _errors.IsStrict
        ? throw OperationException.InvalidArgument("Code point is out of range for Unicode, or a noncharacter.")
        : _errors.Ignores ? value : _errors.Replacement;

    private static bool IsCharacter(int value)
    {
        bool isSurrogate = value is >= 0xd800 and <= 0xdfff;
        bool isNonCharacter = value is >= 0xfdd0 and <= 0xfdef || (value & 0xfffe) == 0xfffe;
        return (uint)value <= CodePointSet.MaximumCodePoint && !isSurrogate && !isNonCharacter;
    }

    private static void RequireSplits(int count, Tensor splits)
    {
        if (splits.Count == 0)
        {
            throw OperationException.InvalidArgument($"Input_splits should contain elements, but given input_values has {splits.Count} elements");
        }

        if (splits.Integer(0) != 0)
        {
            throw OperationException.InvalidArgument("First value in input_splits must be zero.");
        }

        if (splits.Integer(splits.Count - 1) != count)
        {
            throw OperationException.InvalidArgument("Last value in input_splits must be equal to length of input_tensor.");
        }

        for (int i = 1; i < splits.Count; i++)
        {
            if (splits.Integer(i) < splits.Integer(i - 1))
            {
                throw OperationException.InvalidArgument("Values in input_splits must be equal or in ascending order.");
            }
        }
    }
}
