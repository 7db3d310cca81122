namespace TypedModels.Micro.Cases;

/// <summary>Work that consists of multiplications and additions.</summary>
public interface IArithmetic
{
    /// <summary>The floating-point operations: two for each multiplication whose product is added.</summary>
    double Operations { get; }
}
