using System.Numerics;

namespace TypedModels.Engine.Compute.LinearAlgebra;

/// <summary>A square matrix A as U T U*, with U unitary and T upper triangular, its diagonal the eigenvalues: Hessenberg's form, then the QR iteration with Wilkinson's shifts (Golub and Van Loan, Matrix Computations, 7.5).</summary>
internal static class SchurForm
{
    private const int MostRoundsEach = 100;

    /// <summary>Finds the form.</summary>
    /// <param name="matrix">The matrix; becomes T.</param>
    /// <param name="unitary">Receives U.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="stop">Whether to go on.</param>
    /// <returns>Whether the iteration came to an end.</returns>
    public static bool TryFind(Span<Complex> matrix, Span<Complex> unitary, int size, StopSignal stop)
    {
        unitary.Clear();
        for (int i = 0; i < size; i++)
        {
            unitary[(i * size) + i] = Complex.One;
        }

        for (int column = 0; column + 2 < size; column++)
        {
            stop.ThrowIfRaised();
            for (int row = size - 1; row > column + 1; row--)
            {
                Annihilate(matrix, unitary, size, row - 1, row, column);
            }
        }

        int rounds = 0;
        for (int last = size - 1; last > 0;)
        {
            stop.ThrowIfRaised();
            int first = last;
            while (first > 0 && !IsNegligible(matrix, size, first))
            {
                first--;
            }

            if (first == last)
            {
                last--;
                rounds = 0;
                continue;
            }

            if (++rounds > MostRoundsEach)
            {
                return false;
            }

            Step(matrix, unitary, size, first, last, rounds);
        }

        return true;
    }

    private static bool IsNegligible(Span<Complex> matrix, int size, int row)
    {
        ref Complex below = ref matrix[(row * size) + row - 1];
        double beside = Complex.Abs(matrix[(row * size) + row]) + Complex.Abs(matrix[((row - 1) * size) + row - 1]);
        if (!(Complex.Abs(below) <= 1e-16 * (beside == 0 ? 1 : beside)))
        {
            return false;
        }

        below = Complex.Zero;
        return true;
    }

    /// <summary>One round: a shift, rotations that make the block triangular, and the same from the other side.</summary>
    private static void Step(Span<Complex> matrix, Span<Complex> unitary, int size, int first, int last, int round)
    {
        Complex shift = Shift(matrix, size, last, round);

        // The shift is brought in by the first rotation, which looks at the shifted column; the others chase what it leaves below the Hessenberg form.
        Complex head = matrix[(first * size) + first] - shift, below = matrix[((first + 1) * size) + first];
        Rotate(matrix, unitary, size, first, first + 1, head, below);
        for (int row = first + 2; row <= last; row++)
        {
            Annihilate(matrix, unitary, size, row - 1, row, row - 2);
        }
    }

    private static Complex Shift(ReadOnlySpan<Complex> matrix, int size, int last, int round)
    {
        Complex a = matrix[((last - 1) * size) + last - 1], b = matrix[((last - 1) * size) + last], c = matrix[(last * size) + last - 1], d = matrix[(last * size) + last];
        if (round % 10 == 0)
        {
            // A shift that has gone round in a circle is left by another.
            return d + Complex.Abs(c);
        }

        Complex half = (a - d) / 2, root = Complex.Sqrt((half * half) + (b * c));
        Complex one = d - (b * c / (half + root)), other = d - (b * c / (half - root));
        return !Complex.IsFinite(one) || (Complex.IsFinite(other) && Complex.Abs(other - d) < Complex.Abs(one - d)) ? (Complex.IsFinite(other) ? other : d) : one;
    }

    /// <summary>Rotates two rows so that an element of the second becomes zero, and the columns likewise.</summary>
    private static void Annihilate(Span<Complex> matrix, Span<Complex> unitary, int size, int first, int second, int column)
    {
        Complex head = matrix[(first * size) + column], below = matrix[(second * size) + column];
        if (below != Complex.Zero)
        {
            Rotate(matrix, unitary, size, first, second, head, below);
            matrix[(second * size) + column] = Complex.Zero;
        }
    }

    private static void Rotate(Span<Complex> matrix, Span<Complex> unitary, int size, int first, int second, Complex head, Complex below)
    {
        double norm = Math.Sqrt((head.Real * head.Real) + (head.Imaginary * head.Imaginary) + (below.Real * below.Real) + (below.Imaginary * below.Imaginary));
        if (norm == 0)
        {
            return;
        }

        Complex c = head / norm, s = below / norm;
        for (int i = 0; i < size; i++)
        {
            Complex upper = matrix[(first * size) + i], lower = matrix[(second * size) + i];
            matrix[(first * size) + i] = (Complex.Conjugate(c) * upper) + (Complex.Conjugate(s) * lower);
            matrix[(second * size) + i] = (c * lower) - (s * upper);
        }

        RotateColumns(matrix, size, first, second, c, s);
        RotateColumns(unitary, size, first, second, c, s);
    }

    private static void RotateColumns(Span<Complex> matrix, int size, int first, int second, Complex c, Complex s)
    {
        for (int i = 0; i < size; i++)
        {
            Complex left = matrix[(i * size) + first], right = matrix[(i * size) + second];
            matrix[(i * size) + first] = (c * left) + (s * right);
            matrix[(i * size) + second] = (Complex.Conjugate(c) * right) - (Complex.Conjugate(s) * left);
        }
    }
}
