using System.Numerics;
using TypedModels.Engine.Compute.Matrix;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Products of matrices of one size that lie anywhere in two tensors, at any distance of rows and columns: what MatMul, BatchMatMul and Einsum come down to.</summary>
/// <typeparam name="T">The elements.</typeparam>
internal unsafe ref struct BatchProduct<T>
    where T : unmanaged, INumberBase<T>
{
    // From here on a right matrix is read so often that copying it into panels pays.
    private const int RowsWorthPacking = 48;

    // Below this many rows or columns most of a tile would be empty.
    private const int FewLines = 4;

    /// <summary>The rows of the left matrices.</summary>
    public required int Rows;

    /// <summary>The columns of the left matrices.</summary>
    public required int Depth;

    /// <summary>The columns of the right matrices.</summary>
    public required int Columns;

    /// <summary>The left tensor.</summary>
    public required T* Left;

    /// <summary>From a row of a left matrix to the next, in elements.</summary>
    public required nint LeftRow;

    /// <summary>From a column of a left matrix to the next.</summary>
    public required nint LeftColumn;

    /// <summary>The right tensor.</summary>
    public required T* Right;

    /// <summary>From a row of a right matrix to the next.</summary>
    public required nint RightRow;

    /// <summary>From a column of a right matrix to the next.</summary>
    public required nint RightColumn;

    /// <summary>The result tensor; columns of its matrices are dense.</summary>
    public required T* Result;

    /// <summary>From a row of a result matrix to the next.</summary>
    public required nint ResultRow;

    /// <summary>The only right matrix, packed when the model was loaded; default when it is not known then.</summary>
    public PackedMatrix<T>? Packed;

    /// <summary>What is added to each row, or null.</summary>
    public T* Bias;

    /// <summary>A tensor like the result that is added, or null.</summary>
    public T* Addend;

    /// <summary>What comes last.</summary>
    public ProductEnd<T> End;

    /// <summary>Computes one product.</summary>
    public void Run(KernelContext context)
    {
        nint left = 0, right = 0, result = 0;
        Run(context, new(ref left), new(ref right), new(ref result));
    }

    /// <summary>Computes several products.</summary>
    /// <param name="context">The call.</param>
    /// <param name="left">Where each left matrix begins, in elements.</param>
    /// <param name="right">Where each right matrix begins; overwritten.</param>
    /// <param name="result">Where each result begins.</param>
    public void Run(KernelContext context, scoped ReadOnlySpan<nint> left, scoped Span<nint> right, scoped ReadOnlySpan<nint> result)
    {
        fixed (nint* leftOffsets = left, rightOffsets = right, resultOffsets = result)
        {
            if (IsDot)
            {
                var dots = new DotProductWork<T>(
                    Left, LeftRow, Rows, Depth, Right, RightColumn, Columns, Result, ResultRow, left.Length, leftOffsets, rightOffsets, resultOffsets);
                context.Share(dots.Count, dots.PieceLength, ref dots);
            }
            else if (typeof(T) == typeof(Complex))
            {
                for (int i = 0; i < left.Length; i++)
                {
                    var plain = new PlainProductWork<T>(Left + left[i], LeftRow, LeftColumn, Rows, Depth, Right + right[i], RightRow, RightColumn, Columns, Result + result[i], ResultRow);
                    context.Share(plain.Count, plain.PieceLength, ref plain);
                }
            }
            else if (left.Length == 1)
            {
                var work = Work(Packed?.Matrix ?? (IsUsedAsItIs ? RightMatrix<T>.Unpacked(Right + right[0], RightRow, Depth, Columns) : Pack(context, Right + right[0]))).Moved(left[0], 0, result[0]);
                context.Share(work.Count, work.PieceLength, ref work);
            }
            else
            {
                if (Packed is not null)
                {
                    right.Clear();
                }

                var matrix = Packed?.Matrix ?? (IsUsedAsItIs ? RightMatrix<T>.Unpacked(Right, RightRow, Depth, Columns) : PackAll(context, right));
                var work = new BatchProductWork<T>(Work(matrix), left.Length, leftOffsets, rightOffsets, resultOffsets);
                context.Share(work.Count, work.PieceLength, ref work);
            }
        }
    }

    private readonly bool IsDot =>
        Packed is null && LeftColumn == 1 && RightRow == 1 && (Columns < FewLines || Rows < FewLines) && Bias is null && Addend is null && End is { Activation.Kind: ActivationKind.None, IsDone: true };

    private readonly bool IsUsedAsItIs => RightColumn == 1 && Rows < RowsWorthPacking && RightMatrix<T>.FitsUnpacked(Columns);

    private readonly ProductWork<T> Work(in RightMatrix<T> right)
    {
        var work = ProductWork<T>.Of(Left, LeftRow, LeftColumn, Rows, right, Result, ResultRow);
        work.AddBias(Bias);
        work.AddMatrix(Addend);
        work.Activate(End.Activation);
        work.Scale(End.Factors, End.Offsets);
        return work;
    }

    private readonly RightMatrix<T> Pack(KernelContext context, T* source)
    {
        int length = checked((int)RightMatrix<T>.PackedLength(Depth, Columns));
        fixed (T* packed = context.Scratch<T>(length))
        {
            return RightMatrix<T>.Pack(source, RightRow, RightColumn, Depth, Columns, packed);
        }
    }

    /// <summary>Packs each right matrix once and points the offsets to the packed ones.</summary>
    private readonly RightMatrix<T> PackAll(KernelContext context, Span<nint> offsets)
    {
        var places = context.Scratch<nint>(offsets.Length);
        offsets.CopyTo(places);
        places.Sort();
        int distinct = 0;
        foreach (nint place in places)
        {
            if (distinct == 0 || places[distinct - 1] != place)
            {
                places[distinct++] = place;
            }
        }

        places = places[..distinct];
        int length = checked((int)RightMatrix<T>.PackedLength(Depth, Columns));
        fixed (T* target = context.Scratch<T>(checked(length * distinct)))
        {
            for (int i = 0; i < distinct; i++)
            {
                RightMatrix<T>.Pack(Right + places[i], RightRow, RightColumn, Depth, Columns, target + ((nint)i * length));
                context.ThrowIfCancelled();
            }

            foreach (ref nint offset in offsets)
            {
                offset = (nint)places.BinarySearch(offset) * length;
            }

            return RightMatrix<T>.Packed(target, Depth, Columns);
        }
    }
}
