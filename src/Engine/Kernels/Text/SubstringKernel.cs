using System.Text;
using TypedModels.Engine.Memory;
using TypedModels.Engine.Text;

namespace TypedModels.Engine.Kernels.Text;

/// <summary>Substr: a part of each text, from a position (from the end when negative) on, in bytes or in characters of UTF-8. The results are parts of the inputs.</summary>
internal sealed class SubstringKernel(bool isUtf8) : Kernel
{
    // TensorFlow's kernel broadcasts no further.
    private const int MostBroadcastAxes = 2;

    public override void Run(KernelContext context)
    {
        var input = context.Input(0);
        var positions = context.Input(1);
        var lengths = context.Input(2);
        if (positions.Shape != lengths.Shape)
        {
            throw OperationException.InvalidArgument($"pos and len should have the same shape, got: {positions.Shape} vs. {lengths.Shape}");
        }

        if (positions.Rank == 0 || positions.Shape == input.Shape)
        {
            bool isScalar = positions.Rank == 0;
            var output = context.Output(0, input.Shape).WritableTexts;
            for (int i = 0; i < input.Count; i++)
            {
                context.ThrowIfCancelledEvery(i);
                output[i] = Part(input.Texts[i], positions.Integer(isScalar ? 0 : i), lengths.Integer(isScalar ? 0 : i), i);
            }

            return;
        }

        Broadcast(context, input, positions, lengths);
    }

    private void Broadcast(KernelContext context, Tensor input, Tensor positions, Tensor lengths)
    {
        int rank = Math.Max(input.Rank, positions.Rank);
        Span<int> shape = stackalloc int[Shape.MaxRank];
        for (int axis = 1; axis <= rank; axis++)
        {
            int left = axis <= input.Rank ? input[input.Rank - axis] : 1;
            int right = axis <= positions.Rank ? positions[positions.Rank - axis] : 1;
            shape[rank - axis] = left == right || right == 1
                ? left
                : left == 1 ? right : throw OperationException.InvalidArgument($"Incompatible shapes: {input.Shape} vs. {positions.Shape}");
        }

        if (rank > MostBroadcastAxes)
        {
            throw OperationException.Unimplemented($"Substr broadcast not implemented for {rank} dimensions");
        }

        var output = context.Output(0, new Shape(shape[..rank]));
        int columns = rank == 0 ? 1 : output[rank - 1];
        for (int i = 0; i < output.Count; i++)
        {
            context.ThrowIfCancelledEvery(i);
            int at = Position(positions, i / columns, i % columns);
            output.WritableTexts[i] = Part(input.Texts[Position(input, i / columns, i % columns)], positions.Integer(at), lengths.Integer(at), i);
        }
    }

    private static int Position(Tensor value, int row, int column)
    {
        int columns = value.Rank > 0 ? value[value.Rank - 1] : 1;
        int rows = value.Rank > 1 ? value[0] : 1;
        return ((rows == 1 ? 0 : row) * columns) + (columns == 1 ? 0 : column);
    }

    private ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> text, long position, long length, int index)
    {
        var bytes = text.Span;
        if (!isUtf8)
        {
            long start = position < 0 ? position + bytes.Length : position;
            if (start < 0 || start > bytes.Length)
            {
                throw OperationException.InvalidArgument($"pos {position} out of range for string b'{Encoding.UTF8.GetString(bytes)}' at index {index}");
            }

            // A negative length is as long as can be.
            long rest = bytes.Length - start;
            return text.Slice((int)start, (int)(length < 0 ? rest : Math.Min(length, rest)));
        }

        int begin = position < 0 ? bytes.Length : 0;
        bool isInside = position < 0 ? Utf8Text.TryMoveBack(bytes, -position, ref begin) : Utf8Text.TryMove(bytes, position, ref begin);
        if (!isInside)
        {
            throw OperationException.InvalidArgument($"pos {position} out of range for string at index {index}");
        }

        int end = begin;
        _ = Utf8Text.TryMove(bytes, length, ref end);
        return text[begin..end];
    }
}
