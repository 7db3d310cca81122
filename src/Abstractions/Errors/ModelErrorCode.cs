namespace TypedModels;

/// <summary>The kinds of errors, as TensorFlow and gRPC number them (<c>google/rpc/code.proto</c>).</summary>
public enum ModelErrorCode
{
    /// <summary>No error.</summary>
    Ok = 0,

    /// <summary>The call was cancelled.</summary>
    Cancelled = 1,

    /// <summary>An error without a kind.</summary>
    Unknown = 2,

    /// <summary>A value that the operation does not take.</summary>
    InvalidArgument = 3,

    /// <summary>The time was up.</summary>
    DeadlineExceeded = 4,

    /// <summary>Something that is needed is not there.</summary>
    NotFound = 5,

    /// <summary>Something that is made is there already.</summary>
    AlreadyExists = 6,

    /// <summary>The model asks for something it may not do.</summary>
    PermissionDenied = 7,

    /// <summary>Memory or another resource ran out.</summary>
    ResourceExhausted = 8,

    /// <summary>The model is not in the state that the call needs.</summary>
    FailedPrecondition = 9,

    /// <summary>The call was given up.</summary>
    Aborted = 10,

    /// <summary>A position beyond the end.</summary>
    OutOfRange = 11,

    /// <summary>The engine does not have the operation.</summary>
    Unimplemented = 12,

    /// <summary>An error of the engine itself.</summary>
    Internal = 13,

    /// <summary>The service is not there at present.</summary>
    Unavailable = 14,

    /// <summary>Data is damaged or lost.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
